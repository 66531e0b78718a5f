package org.jmodnas.cli.proxy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jmodnas.cli.space.ArchitectureList;
import org.jmodnas.cli.space.CellOptions;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.space.nasbench201.DeployedNetwork;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.data.ImageDataset;
import org.jmodnas.tensor.data.ImageDataset.ImageSize;
import org.jmodnas.tensor.data.ImageDatasets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the values of a table depend on, and which architectures it has. */
final class ProxyOptions {
  /** Two stages halve the images. */
  private static final int IMAGE_UNIT = 4;

  @ArgGroup(multiplicity = "1")
  private Choice choice;

  @Option(
      names = "--data",
      defaultValue = "fashion-mnist",
      paramLabel = "DATA",
      description = "Images: " + ImageDatasets.FORMS + "; default ${DEFAULT-VALUE}.")
  private String data;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Seed of the sample, the images and the weights; default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--batch",
      defaultValue = "32",
      description = "Images of the minibatch; default ${DEFAULT-VALUE}.")
  private int batch;

  @Mixin private CellOptions network;

  /** One of them. */
  private static final class Choice {
    @Option(names = "--all", description = "All architectures.")
    private boolean all;

    @Option(
        names = "--architectures",
        paramLabel = "LIST|FILE",
        description = "Indices or strings, separated by commas, or a file with one a line.")
    private @Nullable String list;

    @Option(
        names = "--sample",
        paramLabel = "N",
        description = "So many different ones, drawn uniformly.")
    private @Nullable Integer sample;
  }

  long seed() {
    return seed;
  }

  /** Images of the minibatch. */
  int batch() {
    return batch;
  }

  /**
   * Indices of the architectures, each once.
   *
   * @throws ConfigurationException if some do not exist, or there are none
   */
  List<Integer> architectures(SearchSpace space) {
    if (choice.list != null) {
      return ArchitectureList.named(choice.list, space);
    }
    if (choice.sample != null) {
      return ArchitectureList.sample(choice.sample, space, seed);
    }
    return IntStream.range(0, Math.toIntExact(space.count())).boxed().toList();
  }

  /**
   * The images.
   *
   * @throws ConfigurationException if there are none, or none that the networks can take
   */
  ImageDataset images() {
    ImageDataset images = ImageDatasets.open(data);
    ImageSize size = images.imageSize();
    if (size.height() != size.width() || size.height() % IMAGE_UNIT != 0) {
      throw new ConfigurationException(
          "Images are square with a side that is a multiple of %d, got '%d x %d'"
              .formatted(IMAGE_UNIT, size.height(), size.width()));
    }
    if (batch < 2 || batch > images.size()) {
      throw new ConfigurationException(
          "'--batch' is 2 … %d, got '%d'".formatted(images.size(), batch));
    }
    return images;
  }

  /**
   * The size of the networks for {@code images}.
   *
   * @throws ConfigurationException if there are none of that size
   */
  DeployedNetwork.Size size(ImageDataset images) {
    ImageSize size = images.imageSize();
    return new DeployedNetwork.Size(
        network.cells(), network.channels(), size.height(), size.channels(), images.classes());
  }

  /** What the values depend on, by name. */
  Map<String, Object> describe(SearchSpace space) {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("space", space.name());
    description.put("data", data);
    description.put("seed", seed);
    description.put("batch", batch);
    description.put("cells", network.cells());
    description.put("channels", network.channels());
    return description;
  }
}
