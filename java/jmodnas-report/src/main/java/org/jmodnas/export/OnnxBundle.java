package org.jmodnas.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jmodnas.hardware.MetricTableFile;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.space.nasbench201.DeployedNetwork;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.io.AtomicFile;
import org.jmodnas.tensor.io.FileFailure;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.training.TrainedNetwork;

/**
 * A folder from which a device can be measured by any runtime: {@code INDEX.onnx} for each
 * architecture, a table to fill in, and instructions.
 */
public final class OnnxBundle {
  /** The table to fill in. */
  public static final String TABLE = "latency.csv";

  /** The instructions. */
  public static final String INSTRUCTIONS = "README.md";

  private final DeployedNetwork.Size size;
  private final int batch;
  private final SearchSpace space;

  /**
   * Bundles of networks of one size.
   *
   * @param batch images of a run
   */
  public OnnxBundle(DeployedNetwork.Size size, int batch, SearchSpace space) {
    this.size = size;
    this.batch = batch;
    this.space = space;
  }

  /**
   * Writes a bundle into {@code folder}, which is absent or empty.
   *
   * @param indices of the architectures
   * @param device name of the empty column of the table
   * @param random draws the weights
   * @param backend holds the weights meanwhile
   * @throws ConfigurationException if the folder cannot be used
   */
  public void write(
      Path folder, List<Integer> indices, String device, Philox random, Backend backend) {
    MetricTableFile table = MetricTableFile.empty(space);
    table.declare(device, indices);
    OnnxExport export = new OnnxExport(OnnxExport.Input.NORMALIZED, batch);
    try {
      requireEmpty(folder);
      for (int index : indices) {
        TrainedNetwork network =
            TrainedNetwork.untrained(space.architecture(index), size, random.split(index), backend);
        AtomicFile.write(folder.resolve(index + ".onnx"), export.toBytes(network, Map.of()));
      }
      table.write(folder.resolve(TABLE));
      AtomicFile.write(
          folder.resolve(INSTRUCTIONS), instructions(device).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new ConfigurationException(
          "'%s' cannot be written: %s".formatted(folder, FileFailure.reason(e)), e);
    }
  }

  private static void requireEmpty(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> entries = Files.list(folder)) {
      if (entries.findAny().isPresent()) {
        throw new ConfigurationException(
            "'" + folder + "' is not empty. Name a new folder; nothing was changed");
      }
    }
  }

  private String instructions(String device) {
    return """
        # Networks to time

        Each `INDEX.onnx` is the network of one architecture, `arch` in `%1$s`, with %2$d cells a \
        stage, %3$d channels and random weights: ONNX operator set %4$d, input `%5$s` float32 \
        (%6$d, %7$d, %8$d, %8$d), output `%9$s` float32 (%6$d, %10$d).

        1. Time each on the device: some runs to warm up, then the median of many runs, and all \
        networks in turn rather than one after the other. Stop what else runs there.
        2. Write the medians into the column `%11$s` of `%1$s`, in one unit for all, such as ms \
        a run. Rename the column to the device.
        3. `jmodnas profile RUN --device %11$s --metrics %1$s` reads the front of the device off \
        a search.
        """
        .formatted(
            TABLE,
            size.cells(),
            size.channels(),
            OnnxGraph.OPERATOR_SET,
            OnnxExport.IMAGES,
            batch,
            size.imageChannels(),
            size.image(),
            OnnxExport.SCORES,
            size.classes(),
            device);
  }
}
