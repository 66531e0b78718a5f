package org.jmodnas.search;

import java.util.Arrays;
import java.util.List;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.data.Augmentation;
import org.jmodnas.tensor.data.Batch;
import org.jmodnas.tensor.data.BatchLoader;
import org.jmodnas.tensor.data.ChannelStatistics;
import org.jmodnas.tensor.data.ImageDataset;
import org.jmodnas.tensor.random.Philox;

/**
 * The images of a search in three random parts: half for w, two fifths for Φ, and a tenth that
 * neither level sees, on which fronts are evaluated.
 */
public final class DataSplit {
  static final int EVALUATION_BATCH = 250;
  private static final int CROP_PADDING = 4;

  private final ImageDataset weights;
  private final ImageDataset architecture;
  private final ImageDataset evaluation;
  private final ChannelStatistics statistics;

  /** Splits {@code images}, of which there must be enough for batches of {@code batch}. */
  public DataSplit(ImageDataset images, int batch, Philox random) {
    int half = images.size() / 2;
    int tenth = Math.max(images.size() / 10, 1);
    if (images.size() - half - tenth < batch) {
      throw new ConfigurationException(
          "A batch of '%d' needs at least %d images, got '%d'. Lower the batch"
              .formatted(batch, 5 * batch / 2 + 1, images.size()));
    }
    int[] order = random.permutation(images.size());
    weights = images.subset(Arrays.copyOfRange(order, 0, half));
    architecture = images.subset(Arrays.copyOfRange(order, half, images.size() - tenth));
    evaluation = images.subset(Arrays.copyOfRange(order, images.size() - tenth, images.size()));
    statistics = ChannelStatistics.of(weights);
  }

  /** Batches in one pass through the images for w. */
  public static int stepsPerEpoch(ImageDataset images, int batch) {
    if (batch < 1) {
      throw new ConfigurationException("'batch' is at least 1, got '" + batch + "'");
    }
    return Math.max(images.size() / 2 / batch, 1);
  }

  /** Augmented batches for w. */
  public BatchLoader weightBatches(int batch, Philox random) {
    return new BatchLoader(
        weights, new Augmentation(statistics, CROP_PADDING, true), batch, random);
  }

  /** Mean and deviation of the images for w, by which all are normalised. */
  public ChannelStatistics statistics() {
    return statistics;
  }

  /** Batches for w as they are, without augmentation. */
  public BatchLoader plainBatches(int batch, Philox random) {
    return new BatchLoader(weights, Augmentation.none(statistics), batch, random);
  }

  /** Augmented batches for Φ. */
  public BatchLoader architectureBatches(int batch, Philox random) {
    return new BatchLoader(
        architecture, new Augmentation(statistics, CROP_PADDING, true), batch, random);
  }

  /** The images on which fronts are evaluated. */
  public List<Batch> evaluationBatches() {
    return BatchLoader.inOrder(evaluation, statistics, EVALUATION_BATCH);
  }
}
