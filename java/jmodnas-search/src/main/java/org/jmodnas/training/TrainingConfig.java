package org.jmodnas.training;

import org.jmodnas.tensor.ConfigurationException;

/**
 * How a network is trained from scratch.
 *
 * @param epochs passes through the training images
 * @param batch images of a step; what is left of an epoch is left out
 * @param seed of all random streams
 * @param shards equal parts of a batch that pass in parallel, each with batch norm of its own
 * @param validationShare share of the images that are held out to choose the best epoch, 0 … 0.5; 0
 *     keeps the last epoch
 * @param recipe optimisation and augmentation
 */
public record TrainingConfig(
    int epochs, int batch, long seed, int shards, double validationShare, Recipe recipe) {
  private static final double LARGEST_VALIDATION = 0.5;

  public TrainingConfig {
    requirePositive("epochs", epochs);
    requirePositive("batch", batch);
    requirePositive("shards", shards);
    requireRange("validation share", validationShare, LARGEST_VALIDATION);
    if (batch % shards != 0) {
      throw new ConfigurationException(
          "A batch is cut into equal shards: expected a multiple of '%d', got '%d'"
              .formatted(shards, batch));
    }
  }

  /**
   * SGD with Nesterov's momentum along a cosine that falls to 0, changed once an epoch.
   *
   * @param learningRate at the start
   * @param decay coupled weight decay of all parameters
   * @param labelSmoothing share of a target that is spread over all classes, 0 … 1
   * @param averageDecay decay of the exponential moving average of the weights, which is evaluated
   *     and kept then; 0 for none
   * @param cropPadding pixels that a random crop may reach beyond the image
   * @param flip whether half of the images are mirrored
   */
  public record Recipe(
      double learningRate,
      double momentum,
      double decay,
      double labelSmoothing,
      double averageDecay,
      int cropPadding,
      boolean flip) {
    public Recipe {
      requireRange("label smoothing", labelSmoothing, 1);
      requireRange("decay of the average", averageDecay, 1);
      requireRange("momentum", momentum, 1);
      if (!(learningRate > 0) || Double.isInfinite(learningRate) || !(decay >= 0)) {
        throw new ConfigurationException(
            "A learning rate is above 0 and a weight decay at least 0, got '%s' and '%s'"
                .formatted(learningRate, decay));
      }
    }

    /** That of NAS-Bench-201 (Dong and Yang, 2020, section 2.2). */
    public static Recipe standard() {
      return new Recipe(0.1, 0.9, 5e-4, 0, 0, 4, true);
    }

    /** The same with label smoothing and an average of the weights. */
    public Recipe with(double newLabelSmoothing, double newAverageDecay) {
      return new Recipe(
          learningRate, momentum, decay, newLabelSmoothing, newAverageDecay, cropPadding, flip);
    }
  }

  /** The 200 epochs of NAS-Bench-201, with a tenth of the images held out. */
  public static TrainingConfig standard() {
    return new TrainingConfig(200, 256, 1, 1, 0.1, Recipe.standard());
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new ConfigurationException("'" + name + "' is at least 1, got '" + value + "'");
    }
  }

  private static void requireRange(String name, double value, double limit) {
    if (!(value >= 0 && value < limit) && !(value == limit && limit < 1)) {
      throw new ConfigurationException(
          "The %s is in 0 … %s, got '%s'".formatted(name, limit, value));
    }
  }
}
