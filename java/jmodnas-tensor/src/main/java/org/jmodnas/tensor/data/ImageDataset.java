package org.jmodnas.tensor.data;

import java.security.MessageDigest;
import java.util.List;
import java.util.stream.IntStream;

/** Labelled images of one size in memory, bytes 0 … 255 in (height, width, channels) order. */
public final class ImageDataset {
  private final ImageSize imageSize;
  private final List<String> classNames;
  private final byte[] pixels;
  private final int[] labels;

  /**
   * Images whose classes have no names but their numbers.
   *
   * @param pixels all images one after the other, each (height, width, channels)
   * @param labels class of each image, 0 … classes − 1
   */
  public ImageDataset(ImageSize imageSize, int classes, byte[] pixels, int[] labels) {
    this(imageSize, numbered(classes), pixels, labels);
  }

  /**
   * Images with their labels.
   *
   * @param classNames one for each class, in the order of the labels
   * @param pixels all images one after the other, each (height, width, channels)
   * @param labels class of each image, 0 … classes − 1
   */
  public ImageDataset(ImageSize imageSize, List<String> classNames, byte[] pixels, int[] labels) {
    this(imageSize, labels.clone(), pixels.clone(), List.copyOf(classNames));
  }

  private ImageDataset(ImageSize imageSize, int[] labels, byte[] pixels, List<String> classNames) {
    if (pixels.length != (long) labels.length * imageSize.values()) {
      throw new IllegalArgumentException(
          "%d labels need %d bytes each, got %d bytes"
              .formatted(labels.length, imageSize.values(), pixels.length));
    }
    for (int label : labels) {
      if (label < 0 || label >= classNames.size()) {
        throw new IllegalArgumentException(
            "Label %d is outside 0 … %d".formatted(label, classNames.size() - 1));
      }
    }
    this.imageSize = imageSize;
    this.classNames = classNames;
    this.pixels = pixels;
    this.labels = labels;
  }

  /** Images in arrays that nobody else writes to: large ones are not copied. */
  static ImageDataset owning(
      ImageSize imageSize, List<String> classNames, byte[] pixels, int[] labels) {
    return new ImageDataset(imageSize, labels, pixels, List.copyOf(classNames));
  }

  /** The names of classes that have none: their numbers. */
  static List<String> numbered(int classes) {
    return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
  }

  /** Extents of an image, at least 1 each. */
  public record ImageSize(int height, int width, int channels) {
    public ImageSize {
      if (height < 1 || width < 1 || channels < 1) {
        throw new IllegalArgumentException(
            "An image has at least one pixel, got '%dx%dx%d'".formatted(height, width, channels));
      }
    }

    /** Values of one image. */
    public int values() {
      return height * width * channels;
    }

    /** Height, width and channels, such as {@code 32x32x3}. */
    @Override
    public String toString() {
      return height + "x" + width + "x" + channels;
    }
  }

  /** Extents of every image. */
  public ImageSize imageSize() {
    return imageSize;
  }

  /** Number of classes. */
  public int classes() {
    return classNames.size();
  }

  /** The name of each class, in the order of the labels. */
  public List<String> classNames() {
    return classNames;
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

  /** Updates {@code digest} with all pixels. */
  void digest(MessageDigest digest) {
    digest.update(pixels);
  }

  /** The same images with these names of their classes. */
  ImageDataset named(List<String> names) {
    return owning(imageSize, names, pixels, labels);
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
    return owning(imageSize, classNames, chosen, chosenLabels);
  }
}
