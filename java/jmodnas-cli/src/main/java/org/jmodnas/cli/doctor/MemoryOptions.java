package org.jmodnas.cli.doctor;

import java.util.Arrays;
import org.jmodnas.hardware.DeviceCatalogue;
import org.jmodnas.search.MemoryForecast;
import org.jmodnas.search.SearchConfig;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.data.ImageDataset;
import org.jmodnas.tensor.data.ImageDatasets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The search whose memory is asked for; options and defaults are those of {@code search}. */
final class MemoryOptions {
  @Option(
      names = "--memory",
      required = true,
      description =
          "Forecast the memory of a search with the standard method, and whether it fits.")
  private boolean memory;

  @Option(
      names = "--data",
      defaultValue = "fashion-mnist",
      paramLabel = "DATA",
      description = "Images: " + ImageDatasets.FORMS + "; default ${DEFAULT-VALUE}.")
  private String data = "";

  @Option(
      names = "--devices",
      paramLabel = "N|NAME,...",
      description = "Devices to search for, or how many; default those of the catalogue.")
  private @Nullable String devices;

  @Option(
      names = "--batch",
      defaultValue = "64",
      description = "Images of a batch; default ${DEFAULT-VALUE}.")
  private int batch;

  @Option(
      names = "--cells",
      defaultValue = "1",
      description = "Cells per stage of the supernet; default ${DEFAULT-VALUE}.")
  private int cells;

  @Option(
      names = "--channels",
      defaultValue = "8",
      description = "Channels of its first stage; default ${DEFAULT-VALUE}.")
  private int channels;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Worker threads, each of which runs a pass at a time on the CPU; default one a "
              + "processor. A GPU runs one pass for each device at a time.")
  private int threads = Runtime.getRuntime().availableProcessors();

  /** Images and devices. */
  MemoryForecast.Setting setting() {
    ImageDataset images = ImageDatasets.open(data);
    return new MemoryForecast.Setting(images.imageSize(), images.classes(), devices());
  }

  /**
   * The search.
   *
   * @param streams whether each device has a stream of work of its own
   */
  SearchConfig config(boolean streams) {
    return new SearchConfig(
        1,
        batch,
        cells,
        channels,
        0,
        streams ? Math.max(threads, devices()) : threads,
        SearchConfig.Weights.standard(),
        SearchConfig.Hypernetwork.standard());
  }

  private int devices() {
    if (devices == null) {
      return DeviceCatalogue.load().training().size();
    }
    int count =
        devices.matches("\\d{1,9}")
            ? Integer.parseInt(devices)
            : (int) Arrays.stream(devices.split(",")).filter(name -> !name.isBlank()).count();
    if (count < 1) {
      throw new ConfigurationException(
          "'--devices' is a number from 1 on, or names separated by commas, got '" + devices + "'");
    }
    return count;
  }
}
