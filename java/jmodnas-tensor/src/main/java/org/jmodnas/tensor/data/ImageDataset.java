package org.jmodnas.tensor.data;

/** Labelled images of one size in memory, bytes 0 … 255 in (height, width, channels) order. */
public final class ImageDataset {
  private final ImageSize imageSize;
  private final int classes;
  private final byte[] pixels;
  private final int[] labels;

  /**
   * Images with their labels.
   *
   * @param pixels all images one after the other, each (height, width, channels)
   * @param labels class of each image, 0 … classes − 1
   */
  public ImageDataset(ImageSize imageSize, int classes, byte[] pixels, int[] labels) {
    if (pixels.length != (long) labels.length * imageSize.values()) {
      throw new IllegalArgumentException(
          "%d labels need %d bytes each, got %d bytes"
              .formatted(labels.length, imageSize.values(), pixels.length));
    }
    for (int label : labels) {
      if (label < 0 || label >= classes) {
        throw new IllegalArgumentException(
            "Label %d is outside 0 … %d".formatted(label, classes - 1));
      }
    }
    this.imageSize = imageSize;
    this.classes = classes;
    this.pixels = pixels.clone();
    this.labels = labels.clone();
  }

  /** Extents of an image. */
  public record ImageSize(int height, int width, int channels) {
    /** Values of one image. */
    public int values() {
      return height * width * channels;
    }
  }

  public ImageSize imageSize() {
    return imageSize;
  }

  /** Number of classes. */
  public int classes() {
    return classes;
  }

  /** Number of images. */
  public int size() {
    return labels.length;
  }

  /** Class of image {@code index}. */
  public int label(int index) {
    return labels[index];
  }

  /** Byte {@code position} of image {@code index}, 0 … 255. */
  int pixel(int index, int position) {
    return pixels[index * imageSize.values() + position] & 0xFF;
  }

  /** The images at {@code indices}, in that order. */
  public ImageDataset subset(int[] indices) {
    int values = imageSize.values();
    byte[] chosen = new byte[indices.length * values];
    int[] chosenLabels = new int[indices.length];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(pixels, indices[i] * values, chosen, i * values, values);
      chosenLabels[i] = labels[indices[i]];
    }
    return new ImageDataset(imageSize, classes, chosen, chosenLabels);
  }
}
