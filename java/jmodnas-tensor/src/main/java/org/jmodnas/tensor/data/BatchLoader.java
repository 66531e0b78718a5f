package org.jmodnas.tensor.data;

import java.util.ArrayList;
import java.util.List;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.data.ImageDataset.ImageSize;
import org.jmodnas.tensor.random.Philox;

/**
 * Batches of a data set without end: each epoch is a new permutation, and a partial last batch is
 * left out.
 *
 * <p>Batch k is a function of the seed and k alone, so {@link #position} is the whole state. Each
 * batch is made of fresh arrays.
 */
public final class BatchLoader {
  private final ImageDataset data;
  private final Augmentation augmentation;
  private final int batchSize;
  private final Philox random;
  private long position;
  private long permutationEpoch = -1;
  private int[] permutation = new int[0];

  /** A loader at its first batch. */
  public BatchLoader(ImageDataset data, Augmentation augmentation, int batchSize, Philox random) {
    if (batchSize < 1 || batchSize > data.size()) {
      throw new IllegalArgumentException(
          "A batch of a data set with %d images has 1 … %d, got '%d'"
              .formatted(data.size(), data.size(), batchSize));
    }
    this.data = data;
    this.augmentation = augmentation;
    this.batchSize = batchSize;
    this.random = random;
  }

  /** Batches in one pass over the data. */
  public int batchesPerEpoch() {
    return data.size() / batchSize;
  }

  /** Number of batches drawn so far. */
  public long position() {
    return position;
  }

  /** Continues at a position read from {@link #position()}. */
  public void seek(long newPosition) {
    position = newPosition;
  }

  /** The next batch. */
  public Batch next() {
    long epoch = position / batchesPerEpoch();
    int start = (int) (position % batchesPerEpoch()) * batchSize;
    if (epoch != permutationEpoch) {
      permutation = random.split(epoch).permutation(data.size());
      permutationEpoch = epoch;
    }
    int[] indices = new int[batchSize];
    System.arraycopy(permutation, start, indices, 0, batchSize);
    Philox draws = random.split(~position);
    position++;
    return batch(data, indices, augmentation, draws);
  }

  /** All images in order, in batches of at most {@code batchSize}, normalised only. */
  public static List<Batch> inOrder(
      ImageDataset data, ChannelStatistics statistics, int batchSize) {
    List<Batch> batches = new ArrayList<>();
    Augmentation none = Augmentation.none(statistics);
    for (int start = 0; start < data.size(); start += batchSize) {
      int[] indices = new int[Math.min(batchSize, data.size() - start)];
      for (int i = 0; i < indices.length; i++) {
        indices[i] = start + i;
      }
      batches.add(batch(data, indices, none, new Philox(0, 0)));
    }
    return batches;
  }

  private static Batch batch(
      ImageDataset data, int[] indices, Augmentation augmentation, Philox draws) {
    ImageSize size = data.imageSize();
    float[] images = new float[indices.length * size.values()];
    int[] labels = new int[indices.length];
    for (int i = 0; i < indices.length; i++) {
      augmentation.apply(
          data, indices[i], draws, new Augmentation.Target(images, i * size.values()));
      labels[i] = data.label(indices[i]);
    }
    Shape shape = Shape.of(indices.length, size.height(), size.width(), size.channels());
    return new Batch(shape, images, labels);
  }
}
