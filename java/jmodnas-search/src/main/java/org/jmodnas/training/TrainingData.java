package org.jmodnas.training;

import java.util.Arrays;
import java.util.List;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.data.Augmentation;
import org.jmodnas.tensor.data.Batch;
import org.jmodnas.tensor.data.BatchLoader;
import org.jmodnas.tensor.data.ChannelStatistics;
import org.jmodnas.tensor.data.ImageDataset;
import org.jmodnas.tensor.data.ImageDataset.ImageSize;
import org.jmodnas.tensor.random.Philox;

/**
 * The images of a training: a random part that is trained on, whose statistics normalise all, and
 * the rest, which chooses the best epoch. Immutable, so that trainings share it.
 */
public final class TrainingData {
  /** Images of a batch where nothing is trained. */
  private static final int EVALUATION_BATCH = 250;

  private static final int SPLIT = 0;

  private final ImageDataset training;
  private final ChannelStatistics statistics;
  private final List<Batch> validation;

  /**
   * Splits {@code images}.
   *
   * @throws ConfigurationException if they are not square or too few for a batch
   */
  public TrainingData(ImageDataset images, TrainingConfig config) {
    ImageSize size = images.imageSize();
    if (size.height() != size.width()) {
      throw new ConfigurationException(
          "Networks take square images, got '%d×%d'. Crop or pad them"
              .formatted(size.height(), size.width()));
    }
    int held = (int) Math.round(images.size() * config.validationShare());
    int kept = images.size() - held;
    if (kept < config.batch()) {
      throw new ConfigurationException(
          "A batch of '%d' needs as many training images, got '%d' of '%d'. Lower the batch"
              .formatted(config.batch(), kept, images.size()));
    }
    int[] order = new Philox(config.seed(), SPLIT).permutation(images.size());
    training = images.subset(Arrays.copyOfRange(order, 0, kept));
    statistics = ChannelStatistics.of(training);
    validation =
        held == 0
            ? List.of()
            : batches(images.subset(Arrays.copyOfRange(order, kept, images.size())));
  }

  /** Mean and deviation of the training images. */
  public ChannelStatistics statistics() {
    return statistics;
  }

  /** What tells these images apart from others, in words. */
  String description() {
    int held = validation.stream().mapToInt(batch -> batch.labels().length).sum();
    return "%d and %d held out, %s, mean %s, deviation %s"
        .formatted(training.size(), held, imageSize(), statistics.mean(), statistics.deviation());
  }

  /** Number of classes. */
  public int classes() {
    return training.classes();
  }

  public ImageSize imageSize() {
    return training.imageSize();
  }

  /** Augmented training images. */
  BatchLoader trainingBatches(TrainingConfig config, Philox random) {
    TrainingConfig.Recipe recipe = config.recipe();
    Augmentation augmentation = new Augmentation(statistics, recipe.cropPadding(), recipe.flip());
    return new BatchLoader(training, augmentation, config.batch(), random);
  }

  /** The held-out images; none if all are trained on. */
  List<Batch> validation() {
    return validation;
  }

  /** Other images of the same kind, normalised as these are. */
  public List<Batch> batches(ImageDataset images) {
    if (!images.imageSize().equals(imageSize()) || images.classes() > classes()) {
      throw new ConfigurationException(
          "Test images are like the training images: expected %s in %d classes, got '%s' in '%d'"
              .formatted(imageSize(), classes(), images.imageSize(), images.classes()));
    }
    return BatchLoader.inOrder(images, statistics, EVALUATION_BATCH);
  }
}
