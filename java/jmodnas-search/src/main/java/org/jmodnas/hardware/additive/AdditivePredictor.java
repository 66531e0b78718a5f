package org.jmodnas.hardware.additive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.ConfigurationException;

/**
 * Predicts a metric on a device from a few measurements, by Bayesian linear regression on {@link
 * AdditiveFeatures} with a prior that other devices taught.
 */
public final class AdditivePredictor {
  private static final double COVERED = 0.9;
  private static final double DEVICES_COVERED = 0.9;
  private static final int FEWEST_TO_INFLATE = 4;

  /** Measurements of a device from which on it tells itself how far predictions are off. */
  private static final int FEWEST_TO_CALIBRATE = 30;

  private static final int PARTS = 10;

  private final SearchSpace space;
  private final AdditiveFeatures features;
  private final AdditivePrior prior;

  /** A predictor with a known prior. */
  public AdditivePredictor(SearchSpace space, AdditivePrior prior) {
    this.space = space;
    this.features = new AdditiveFeatures(space);
    this.prior = prior;
  }

  /**
   * Learns a prior from devices of a table, of which any architectures may be measured.
   *
   * <p>Its inflation is such that, when each device was predicted from its references by the
   * others, nine of ten metrics lay within it on nine of ten devices.
   *
   * @param references architectures whose mean is the unit, measured or not
   */
  public static AdditivePredictor learn(
      SearchSpace space, MetricTable table, List<String> devices, List<Integer> references) {
    AdditiveFeatures features = new AdditiveFeatures(space);
    List<Measurements> all = new ArrayList<>();
    List<RelativeLeastSquares.Fit> fits = new ArrayList<>();
    for (String device : devices) {
      Measurements known = Measurements.all(table, device);
      all.add(known);
      fits.add(RelativeLeastSquares.fit(known, features));
    }
    List<double[]> centres = fits.stream().map(fit -> centre(fit, features, references)).toList();
    List<Pruning> prunings = fits.stream().map(RelativeLeastSquares.Fit::pruning).toList();
    AdditivePrior plain =
        AdditivePrior.of(references, centres, prunings, AdditiveModel.NINE_IN_TEN);
    AdditivePrior learned =
        devices.size() < FEWEST_TO_INFLATE
            ? plain
            : plain.withInflation(inflation(space, references, all, fits, centres));
    return new AdditivePredictor(space, learned);
  }

  /** Shared coefficients in the unit of the reference architectures' mean. */
  private static double[] centre(
      RelativeLeastSquares.Fit fit, AdditiveFeatures features, List<Integer> references) {
    double mean =
        references.stream()
            .mapToDouble(index -> dot(fit.coefficients(), features.of(index, fit.pruning())))
            .average()
            .orElseThrow();
    requirePositive(mean);
    return Arrays.stream(fit.coefficients(), 0, features.shared())
        .map(value -> value / mean)
        .toArray();
  }

  private static double inflation(
      SearchSpace space,
      List<Integer> references,
      List<Measurements> all,
      List<RelativeLeastSquares.Fit> fits,
      List<double[]> centres) {
    double[] deviations = new double[all.size()];
    for (int t = 0; t < deviations.length; t++) {
      List<double[]> others = new ArrayList<>(centres);
      others.remove(t);
      List<Pruning> prunings =
          new ArrayList<>(fits.stream().map(RelativeLeastSquares.Fit::pruning).toList());
      prunings.remove(t);
      AdditivePredictor predictor =
          new AdditivePredictor(space, AdditivePrior.of(references, others, prunings, 1));
      AdditiveModel model = predictor.fit(predictor.references(all.get(t), fits.get(t)));
      deviations[t] = quantile(model.deviations(all.get(t)), COVERED);
    }
    return quantile(deviations, DEVICES_COVERED);
  }

  /** What the references measure, or what they are fitted to where they were not measured. */
  private Measurements references(Measurements known, RelativeLeastSquares.Fit fit) {
    List<Double> values = new ArrayList<>();
    for (int index : prior.references()) {
      int place = known.architectures().indexOf(index);
      values.add(
          place < 0
              ? dot(fit.coefficients(), features.of(index, fit.pruning()))
              : known.values().get(place));
    }
    return new Measurements(prior.references(), values);
  }

  /**
   * The model of a device from what was measured on it, the references or any architectures.
   *
   * <p>Its intervals are as wide as the training devices need them, or from thirty measurements on
   * as the device itself does.
   *
   * @throws ConfigurationException if the mean of the measurements is not above 0
   */
  public AdditiveModel fit(Measurements measured) {
    requirePositive(measured.mean());
    double inflation =
        measured.size() < FEWEST_TO_CALIBRATE ? prior.inflation() : inflation(measured);
    return model(measured, inflation);
  }

  private AdditiveModel model(Measurements measured, double inflation) {
    return new AdditiveModel(
        features, new PosteriorMixture(prior, features).fit(measured), inflation);
  }

  /**
   * Deviations within which nine of ten of a device's own measurements lie, each predicted by the
   * others but its part: the quantile of split conformal prediction (Lei et al., 2018), pooled over
   * parts.
   */
  private double inflation(Measurements measured) {
    double[] deviations =
        IntStream.range(0, PARTS)
            .parallel()
            .mapToObj(
                part ->
                    model(measured.without(part, PARTS), 1).deviations(measured.part(part, PARTS)))
            .flatMapToDouble(Arrays::stream)
            .toArray();
    return quantile(deviations, COVERED * (1 + 1.0 / deviations.length));
  }

  /** Metrics are told in their mean. */
  private static void requirePositive(double mean) {
    if (!(mean > 0)) {
      throw new ConfigurationException(
          "The mean of a metric on a device is above 0, got '" + mean + "'");
    }
  }

  /** What the devices have taught. */
  public AdditivePrior prior() {
    return prior;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double quantile(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[Math.max((int) Math.ceil(share * sorted.length) - 1, 0)];
  }
}
