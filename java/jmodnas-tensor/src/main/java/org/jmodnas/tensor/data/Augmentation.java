package org.jmodnas.tensor.data;

import org.jmodnas.tensor.data.ImageDataset.ImageSize;
import org.jmodnas.tensor.random.Philox;

/**
 * Turns stored images into network inputs: normalisation per channel and, for training, a random
 * crop of the image padded with black and a horizontal flip (the usual CIFAR recipe).
 */
public final class Augmentation {
  private static final int LEVELS = 256;

  private final int padding;
  private final boolean flip;
  private final float[] table;
  private final int channels;

  /**
   * An augmentation.
   *
   * @param padding pixels of black padding that the crop may reach into; 0 for no crop
   * @param flip whether half of the images are mirrored
   */
  public Augmentation(ChannelStatistics statistics, int padding, boolean flip) {
    if (padding < 0) {
      throw new IllegalArgumentException("Padding is at least 0, got " + padding);
    }
    this.padding = padding;
    this.flip = flip;
    this.channels = statistics.mean().size();
    this.table = new float[channels * LEVELS];
    for (int i = 0; i < table.length; i++) {
      int channel = i / LEVELS;
      table[i] =
          (i % LEVELS / 255f - statistics.mean().get(channel))
              / statistics.deviation().get(channel);
    }
  }

  /** Normalisation alone, for evaluation. */
  public static Augmentation none(ChannelStatistics statistics) {
    return new Augmentation(statistics, 0, false);
  }

  /** Writes image {@code index} of {@code data} to {@code target} from {@code start}. */
  void apply(ImageDataset data, int index, Philox random, Target target) {
    int rowShift = padding == 0 ? 0 : random.nextInt(2 * padding + 1) - padding;
    int columnShift = padding == 0 ? 0 : random.nextInt(2 * padding + 1) - padding;
    boolean mirrored = flip && (random.nextInt() & 1) == 1;
    ImageSize size = data.imageSize();
    int out = target.start();
    for (int row = 0; row < size.height(); row++) {
      int sourceRow = row + rowShift;
      boolean rowInside = sourceRow >= 0 && sourceRow < size.height();
      for (int column = 0; column < size.width(); column++) {
        int sourceColumn = (mirrored ? size.width() - 1 - column : column) + columnShift;
        boolean inside = rowInside && sourceColumn >= 0 && sourceColumn < size.width();
        int source = (sourceRow * size.width() + sourceColumn) * channels;
        for (int channel = 0; channel < channels; channel++) {
          target.values()[out++] =
              table[channel * LEVELS + (inside ? data.pixel(index, source + channel) : 0)];
        }
      }
    }
  }

  /** Where an image is written. */
  record Target(float[] values, int start) {}
}
