package org.jmodnas.search;

import org.jmodnas.hypernet.BankScores;
import org.jmodnas.multigradient.DeviceCombination;
import org.jmodnas.multigradient.GradientCombination;
import org.jmodnas.objective.Scalarization;
import org.jmodnas.objective.WeightedSum;
import org.jmodnas.sampling.SamplingMethod;
import org.jmodnas.tensor.ConfigurationException;

/**
 * Everything a search run depends on besides its data and devices.
 *
 * @param steps steps of both levels
 * @param batch images of a training and of a validation batch
 * @param cells cells per stage of the supernet
 * @param channels channels of its first stage
 * @param seed of all random streams
 * @param threads workers that share the target devices; does not change results
 * @param weights optimisation of w
 * @param hypernetwork form and optimisation of Φ
 */
public record SearchConfig(
    int steps,
    int batch,
    int cells,
    int channels,
    long seed,
    int threads,
    Weights weights,
    Hypernetwork hypernetwork) {

  public SearchConfig {
    requirePositive("steps", steps);
    requirePositive("batch", batch);
    requirePositive("cells", cells);
    requirePositive("channels", channels);
    requirePositive("threads", threads);
  }

  /**
   * SGD of the supernet weights w.
   *
   * @param clip bound of the global gradient norm
   * @param uniformShare share of the architectures that are drawn uniformly and not by the
   *     hypernetwork, 0 … 1
   * @param devices target devices whose architectures a step trains, drawn anew in each step, or
   *     {@link #ALL_DEVICES}
   */
  public record Weights(
      double learningRate,
      double lastLearningRate,
      double momentum,
      double decay,
      double clip,
      double uniformShare,
      int devices) {
    /** One architecture for each target device in every step. */
    public static final int ALL_DEVICES = 0;

    public Weights {
      requireShare("uniformShare", uniformShare);
      if (devices < 0) {
        throw new ConfigurationException(
            "'devices' of a weight step is 0 for all or a number above it, got '" + devices + "'");
      }
    }

    /**
     * What the measurements in docs/results favour: two uniform architectures a step, so that the
     * supernet stays a fair judge of all, and a cosine from 0.15 to 0.03, since a supernet that is
     * annealed further ranks architectures worse.
     */
    public static Weights standard() {
      return new Weights(0.15, 0.03, 0.9, 5e-4, 5, 1, 2);
    }

    /** The settings of the authors' release for {@code devices} training devices. */
    public static Weights published(int devices) {
      return new Weights(0.025 * devices, 0.001, 0.9, 2.7e-3, 5, 0, ALL_DEVICES);
    }

    /** The same with other architectures. */
    public Weights with(double newUniformShare, int newDevices) {
      return new Weights(
          learningRate, lastLearningRate, momentum, decay, clip, newUniformShare, newDevices);
    }
  }

  /**
   * The meta-hypernetwork and the optimisation of Φ by Adam with β = (0.5, 0.999).
   *
   * @param banks K
   * @param resolution of the preference lattice
   * @param interpolated whether preferences between lattice points mix them
   * @param standardized whether device embeddings are standardised over the training devices
   * @param scores of the banks
   * @param lastLearningRate where the cosine from {@code learningRate} on ends
   * @param decay coupled L2
   * @param warmup share of the steps that train w alone, on uniform architectures
   * @param sampler draws architectures
   * @param scoreShare share of the score-function estimate in the gradient of the error, 0 … 1; the
   *     rest is the sampler's own
   * @param errorScale what the error is divided by
   * @param scalarization of the normalised objectives
   * @param combination of the devices' gradients
   */
  public record Hypernetwork(
      int banks,
      int resolution,
      boolean interpolated,
      boolean standardized,
      BankScores scores,
      double learningRate,
      double lastLearningRate,
      double decay,
      double warmup,
      SamplingMethod sampler,
      double scoreShare,
      ErrorScale errorScale,
      Scalarization scalarization,
      GradientCombination combination) {
    public Hypernetwork {
      requireShare("warmup", warmup);
      requireShare("scoreShare", scoreShare);
      if (!sampler.draws() && scoreShare != 0) {
        throw new ConfigurationException(
            "Sampler '%s' draws nothing, so 'scoreShare' is 0 with it, got '%s'"
                .formatted(sampler, scoreShare));
      }
    }

    /** What the measurements in docs/results favour. */
    public static Hypernetwork standard() {
      return new Hypernetwork(
          50,
          10,
          true,
          true,
          BankScores.DOT,
          1e-2,
          1e-3,
          1e-3,
          0.7,
          SamplingMethod.REINMAX,
          0.5,
          ErrorScale.ARCHITECTURES,
          new WeightedSum(2),
          new GradientCombination(DeviceCombination.MIN_NORM));
    }

    /** The form of the authors' release. */
    public static Hypernetwork published() {
      return new Hypernetwork(
          50,
          100,
          false,
          false,
          BankScores.SINE,
          3.9e-3,
          3.9e-3,
          0.09,
          0,
          SamplingMethod.REINMAX,
          0,
          ErrorScale.EPOCH,
          new WeightedSum(1),
          new GradientCombination(DeviceCombination.MIN_NORM));
    }

    /** The same with another form of the hypernetwork. */
    public Hypernetwork withForm(
        int newResolution, boolean newInterpolated, boolean newStandardized, BankScores newScores) {
      return new Hypernetwork(
          banks,
          newResolution,
          newInterpolated,
          newStandardized,
          newScores,
          learningRate,
          lastLearningRate,
          decay,
          warmup,
          sampler,
          scoreShare,
          errorScale,
          scalarization,
          combination);
    }

    /** The same with another schedule and other estimates of the gradient. */
    public Hypernetwork with(double newWarmup, SamplingMethod newSampler, double newScoreShare) {
      return new Hypernetwork(
          banks,
          resolution,
          interpolated,
          standardized,
          scores,
          learningRate,
          lastLearningRate,
          decay,
          newWarmup,
          newSampler,
          newScoreShare,
          errorScale,
          scalarization,
          combination);
    }

    /** The same with other ways from objectives and devices to one direction. */
    public Hypernetwork with(Scalarization newScalarization, GradientCombination newCombination) {
      return new Hypernetwork(
          banks,
          resolution,
          interpolated,
          standardized,
          scores,
          learningRate,
          lastLearningRate,
          decay,
          warmup,
          sampler,
          scoreShare,
          errorScale,
          newScalarization,
          newCombination);
    }
  }

  /**
   * A search of a supernet with one cell of 8 channels in its first stage, in batches of 64, with
   * as many threads as there are processors.
   */
  public static SearchConfig standard(int steps, long seed) {
    return new SearchConfig(
        steps,
        64,
        1,
        8,
        seed,
        Runtime.getRuntime().availableProcessors(),
        Weights.standard(),
        Hypernetwork.standard());
  }

  /** The same with another batch. */
  public SearchConfig withBatch(int other) {
    return new SearchConfig(steps, other, cells, channels, seed, threads, weights, hypernetwork);
  }

  /** The same with another number of channels. */
  public SearchConfig withChannels(int other) {
    return new SearchConfig(steps, batch, cells, other, seed, threads, weights, hypernetwork);
  }

  /** The same with another number of workers. */
  public SearchConfig withThreads(int other) {
    return new SearchConfig(steps, batch, cells, channels, seed, other, weights, hypernetwork);
  }

  /** Steps that train w alone, before Φ begins to learn. */
  public int warmupSteps() {
    return (int) (steps * hypernetwork.warmup());
  }

  private static void requireShare(String name, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new ConfigurationException("'" + name + "' is a share 0 … 1, got '" + share + "'");
    }
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new ConfigurationException("'" + name + "' is at least 1, got '" + value + "'");
    }
  }
}
