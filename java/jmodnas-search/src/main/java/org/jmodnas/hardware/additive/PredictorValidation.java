package org.jmodnas.hardware.additive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.stats.RankCorrelation;

/**
 * How well a device is predicted from a few measurements by what other devices taught, over all its
 * other measurements.
 */
public final class PredictorValidation {
  private static final int PER_CENT = 100;

  private PredictorValidation() {}

  /**
   * The result of one device.
   *
   * @param kendall Kendall's τ-b of predicted and measured values
   * @param spearman Spearman's ρ
   * @param medianError median of |predicted − measured| / measured, in per cent
   * @param highError its 90th percentile
   * @param coverage share of the measurements within their intervals of nine in ten
   * @param margin median of the intervals' half widths in the predicted values, in per cent
   */
  public record Row(
      String device,
      double kendall,
      double spearman,
      double medianError,
      double highError,
      double coverage,
      double margin) {}

  /** Predicts {@code device} from its measurements of {@code architectures}. */
  public static Row of(
      AdditivePredictor predictor, MetricTable table, String device, List<Integer> architectures) {
    AdditiveModel model = predictor.fit(Measurements.of(table, device, architectures));
    return of(model, table, device, architectures);
  }

  /** How {@code model} predicts what is known of {@code device} beside {@code architectures}. */
  public static Row of(
      AdditiveModel model, MetricTable table, String device, List<Integer> architectures) {
    Measurements all = Measurements.all(table, device);
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      int index = all.architectures().get(i);
      if (!architectures.contains(index)) {
        double value = all.values().get(i);
        AdditiveModel.Prediction prediction = model.predict(index);
        double error = Math.abs(prediction.mean() - value);
        rows.add(
            new double[] {
              value,
              prediction.mean(),
              PER_CENT * error / Math.abs(value),
              error <= prediction.margin() ? 1 : 0,
              PER_CENT * prediction.margin() / Math.abs(prediction.mean())
            });
      }
    }
    double[] measured = column(rows, 0);
    double[] predicted = column(rows, 1);
    return new Row(
        device,
        RankCorrelation.kendall(predicted, measured),
        RankCorrelation.spearman(predicted, measured),
        quantile(column(rows, 2), 0.5),
        quantile(column(rows, 2), 0.9),
        Arrays.stream(column(rows, 3)).average().orElse(Double.NaN),
        quantile(column(rows, 4), 0.5));
  }

  /**
   * Predicts each device by what the others of {@code devices} taught.
   *
   * @param architectures what is measured of the device itself
   */
  public static List<Row> leaveOneOut(
      SearchSpace space, MetricTable table, List<String> devices, List<Integer> architectures) {
    List<Row> rows = new ArrayList<>();
    for (String device : devices) {
      List<String> others = devices.stream().filter(other -> !other.equals(device)).toList();
      rows.add(
          of(
              AdditivePredictor.learn(space, table, others, architectures),
              table,
              device,
              architectures));
    }
    return List.copyOf(rows);
  }

  private static double[] column(List<double[]> rows, int column) {
    return rows.stream().mapToDouble(row -> row[column]).toArray();
  }

  private static double quantile(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? Double.NaN : sorted[(int) (share * (sorted.length - 1))];
  }
}
