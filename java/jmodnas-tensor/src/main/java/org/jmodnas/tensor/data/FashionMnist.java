package org.jmodnas.tensor.data;

/**
 * The bundled sample of Fashion-MNIST (Xiao et al., 2017): 28×28 grey images of ten kinds of
 * clothing, equally many of each.
 */
public final class FashionMnist {
  private FashionMnist() {}

  /** 8,000 training images. */
  public static ImageDataset train() {
    return read("train");
  }

  /** 2,000 test images. */
  public static ImageDataset test() {
    return read("t10k");
  }

  private static ImageDataset read(String part) {
    return IdxReader.read(
        DataFile.resource(FashionMnist.class, "fashion-mnist/" + part + "-images-idx3-ubyte.gz"),
        DataFile.resource(FashionMnist.class, "fashion-mnist/" + part + "-labels-idx1-ubyte.gz"));
  }
}
