package org.jmodnas.cli.measure;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jmodnas.cli.space.CellOptions;
import org.jmodnas.space.nasbench201.DeployedNetwork;
import org.jmodnas.tensor.ConfigurationException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that give the size of the deployed networks. */
final class NetworkOptions {
  private static final int IMAGE_CHANNELS = 3;
  private static final int CLASSES = 10;

  /** Two stages halve the images. */
  private static final int IMAGE_UNIT = 4;

  @Mixin private CellOptions network;

  @Option(
      names = "--image",
      defaultValue = "32",
      description = "Height and width of the images, a multiple of 4; default ${DEFAULT-VALUE}.")
  private int image;

  @Option(
      names = "--batch",
      defaultValue = "1",
      description = "Images of a run; default ${DEFAULT-VALUE}.")
  private int batch;

  /**
   * The size of the networks.
   *
   * @throws ConfigurationException if there are none of that size
   */
  DeployedNetwork.Size size() {
    if (image < IMAGE_UNIT || image % IMAGE_UNIT != 0) {
      throw new ConfigurationException(
          "'--image' is a multiple of %d, got '%d'".formatted(IMAGE_UNIT, image));
    }
    return new DeployedNetwork.Size(
        network.cells(), network.channels(), image, IMAGE_CHANNELS, CLASSES);
  }

  /**
   * Images of a run.
   *
   * @throws ConfigurationException if there are none
   */
  int batch() {
    if (batch < 1) {
      throw new ConfigurationException("'--batch' is at least 1, got '" + batch + "'");
    }
    return batch;
  }

  /** All of them, by name. */
  Map<String, Object> describe() {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("cells", network.cells());
    description.put("channels", network.channels());
    description.put("image", image);
    description.put("batch", batch);
    description.put("batch_norm", "statistics of the batch");
    return description;
  }
}
