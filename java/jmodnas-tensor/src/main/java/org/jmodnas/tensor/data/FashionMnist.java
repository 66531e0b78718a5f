package org.jmodnas.tensor.data;

import java.util.List;
import java.util.Optional;

/**
 * The bundled sample of Fashion-MNIST (Xiao et al., 2017): 28×28 grey images of ten kinds of
 * clothing, equally many of each.
 */
public final class FashionMnist {
  private static final List<String> CLASSES =
      List.of(
          "T-shirt/top",
          "Trouser",
          "Pullover",
          "Dress",
          "Coat",
          "Sandal",
          "Shirt",
          "Sneaker",
          "Bag",
          "Ankle boot");

  private FashionMnist() {}

  /** 8,000 training images. */
  public static ImageDataset train() {
    return read("train");
  }

  /** 2,000 test images. */
  public static ImageDataset test() {
    return read("t10k");
  }

  static ImageSource source() {
    return new ImageSource() {
      @Override
      public ImageDataset train() {
        return FashionMnist.train();
      }

      @Override
      public Optional<ImageDataset> test() {
        return Optional.of(FashionMnist.test());
      }
    };
  }

  private static ImageDataset read(String part) {
    return IdxReader.read(
            DataFile.resource(
                FashionMnist.class, "fashion-mnist/" + part + "-images-idx3-ubyte.gz"),
            DataFile.resource(
                FashionMnist.class, "fashion-mnist/" + part + "-labels-idx1-ubyte.gz"),
            CLASSES.size())
        .named(CLASSES);
  }
}
