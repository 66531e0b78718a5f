package org.jmodnas.tensor.data;

import org.jmodnas.tensor.data.ImageDataset.ImageSize;

/**
 * Scales images with a triangle filter: bilinear interpolation where an image grows, and a weighted
 * mean of all pixels that become one where it shrinks.
 */
final class ImageScaling {
  private ImageScaling() {}

  /** For each new place the old places that it is made of, and their weights, which sum to 1. */
  private record Axis(int[] starts, float[][] weights) {}

  /**
   * The pixels of the largest part of {@code image} around its centre that has the proportions of
   * {@code height} and {@code width}, scaled to them.
   */
  static byte[] cover(DecodedImage image, int height, int width) {
    ImageSize size = image.size();
    double scale = Math.min((double) size.height() / height, (double) size.width() / width);
    Axis rows = axis(size.height(), height, scale);
    Axis columns = axis(size.width(), width, scale);
    int channels = size.channels();
    float[] narrow = new float[size.height() * width * channels];
    for (int row = 0; row < size.height(); row++) {
      for (int column = 0; column < width; column++) {
        float[] weights = columns.weights[column];
        for (int channel = 0; channel < channels; channel++) {
          int from = (row * size.width() + columns.starts[column]) * channels + channel;
          float sum = 0;
          for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * (image.pixels()[from + i * channels] & 0xFF);
          }
          narrow[(row * width + column) * channels + channel] = sum;
        }
      }
    }
    int values = width * channels;
    byte[] scaled = new byte[height * values];
    for (int row = 0; row < height; row++) {
      float[] weights = rows.weights[row];
      for (int value = 0; value < values; value++) {
        float sum = 0;
        for (int i = 0; i < weights.length; i++) {
          sum += weights[i] * narrow[(rows.starts[row] + i) * values + value];
        }
        scaled[row * values + value] = (byte) Math.round(sum);
      }
    }
    return scaled;
  }

  private static Axis axis(int from, int to, double scale) {
    double before = (from - to * scale) / 2;
    double reach = Math.max(scale, 1);
    int[] starts = new int[to];
    float[][] weights = new float[to][];
    for (int i = 0; i < to; i++) {
      double centre = before + (i + 0.5) * scale;
      int start = Math.max((int) Math.floor(centre - reach + 0.5), 0);
      int end = Math.min((int) Math.floor(centre + reach + 0.5), from);
      starts[i] = start;
      weights[i] = new float[end - start];
      double sum = 0;
      for (int k = start; k < end; k++) {
        sum += triangle(k, centre, reach);
      }
      for (int k = start; k < end; k++) {
        weights[i][k - start] = (float) (triangle(k, centre, reach) / sum);
      }
    }
    return new Axis(starts, weights);
  }

  private static double triangle(int place, double centre, double reach) {
    return Math.max(1 - Math.abs((place + 0.5 - centre) / reach), 0);
  }
}
