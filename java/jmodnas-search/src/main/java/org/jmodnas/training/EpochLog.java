package org.jmodnas.training;

import java.util.ArrayList;
import java.util.List;

/** The epochs of a training as CSV: {@code training.csv}. */
final class EpochLog {
  private static final String HEADER = "epoch,learning_rate,loss,validation_accuracy,best\n";
  private static final int FIELDS = 5;

  private EpochLog() {}

  static String toCsv(List<EpochReport> history) {
    StringBuilder text = new StringBuilder(HEADER);
    for (EpochReport report : history) {
      Double accuracy = report.validationAccuracy();
      text.append(report.epoch()).append(',').append(report.learningRate()).append(',');
      text.append(report.loss()).append(',').append(accuracy == null ? "" : accuracy);
      text.append(',').append(report.best()).append('\n');
    }
    return text.toString();
  }

  /**
   * Reads what {@link #toCsv} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static List<EpochReport> parse(String text) {
    if (!text.startsWith(HEADER)) {
      throw new IllegalArgumentException("No header '" + HEADER.strip() + "'");
    }
    List<EpochReport> history = new ArrayList<>();
    for (String line : text.substring(HEADER.length()).lines().toList()) {
      String[] fields = line.split(",", -1);
      if (fields.length != FIELDS) {
        throw new IllegalArgumentException("No epoch: " + line);
      }
      history.add(
          new EpochReport(
              Integer.parseInt(fields[0]),
              Double.parseDouble(fields[1]),
              Double.parseDouble(fields[2]),
              fields[3].isEmpty() ? null : Double.valueOf(fields[3]),
              Boolean.parseBoolean(fields[4])));
    }
    return history;
  }
}
