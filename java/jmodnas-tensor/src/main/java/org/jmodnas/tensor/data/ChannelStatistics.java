package org.jmodnas.tensor.data;

import java.util.List;
import java.util.stream.IntStream;
import org.jmodnas.tensor.data.ImageDataset.ImageSize;

/** Mean and standard deviation of each channel, of pixels scaled to [0, 1]. */
public record ChannelStatistics(List<Float> mean, List<Float> deviation) {
  private static final double FULL = 255;
  private static final float SMALLEST_DEVIATION = 1e-6f;

  public ChannelStatistics {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
  }

  /** The statistics of all images of {@code data}. */
  public static ChannelStatistics of(ImageDataset data) {
    ImageSize size = data.imageSize();
    double[] sum = new double[size.channels()];
    double[] squares = new double[size.channels()];
    for (int image = 0; image < data.size(); image++) {
      for (int i = 0; i < size.values(); i++) {
        double value = data.pixel(image, i) / FULL;
        sum[i % size.channels()] += value;
        squares[i % size.channels()] += value * value;
      }
    }
    double count = (double) data.size() * size.height() * size.width();
    return new ChannelStatistics(
        IntStream.range(0, sum.length).mapToObj(c -> (float) (sum[c] / count)).toList(),
        IntStream.range(0, sum.length)
            .mapToObj(
                c -> {
                  double mean = sum[c] / count;
                  double variance = Math.max(squares[c] / count - mean * mean, 0);
                  return Math.max((float) Math.sqrt(variance), SMALLEST_DEVIATION);
                })
            .toList());
  }
}
