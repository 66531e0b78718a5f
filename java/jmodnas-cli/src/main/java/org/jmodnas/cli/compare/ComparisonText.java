package org.jmodnas.cli.compare;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jmodnas.baselines.comparison.Comparison;
import org.jmodnas.baselines.comparison.ComparisonResult;
import org.jmodnas.baselines.comparison.MethodScore;
import org.jmodnas.baselines.comparison.ObjectiveRange;
import org.jmodnas.baselines.comparison.Optimum;
import org.jmodnas.baselines.comparison.PairTest;
import org.jmodnas.baselines.comparison.Problem;
import org.jmodnas.cli.console.TextTable;

/** A comparison as tables for the terminal. */
final class ComparisonText {
  private static final double LEVEL = 0.05;

  private final ComparisonResult result;
  private final Comparison comparison;
  private final ComparisonReport report;

  ComparisonText(ComparisonResult result, ComparisonReport report) {
    this.result = result;
    this.comparison = result.comparison();
    this.report = report;
  }

  void print(PrintWriter out) {
    printDevices(out);
    out.println();
    printHypervolumes(out);
    out.println();
    printOverall(out);
    out.flush();
  }

  /** How objectives are scaled, and what can be reached. */
  private void printDevices(PrintWriter out) {
    TextTable table = new TextTable();
    for (Problem problem : comparison.problems()) {
      List<String> cells = new ArrayList<>(List.of(problem.benchmark().device()));
      if (problem.optimum().isEmpty()) {
        cells.add("true front not known");
      } else {
        Optimum optimum = problem.optimum().get();
        optimum.ranges().forEach(range -> cells.add(range(range)));
        cells.add(optimum.leftOut() + " left out");
        cells.add(number("true front HV %.4f", optimum.hypervolume()));
      }
      table.row(cells.toArray(String[]::new));
    }
    table.print(out);
    if (comparison.problems().get(0).optimum().isPresent()) {
      out.println(
          "Ranges are scaled to 0…1, without architectures with an error of 90 % or more or a"
              + " metric that is missing; reference point 1 in every objective.");
    }
  }

  private static String range(ObjectiveRange range) {
    return String.format(
        Locale.ROOT, "%s %.4g to %.4g", range.name(), range.lowest(), range.highest());
  }

  /** Mean hypervolumes, one column a device. */
  private void printHypervolumes(PrintWriter out) {
    TextTable table = new TextTable();
    List<String> header = new ArrayList<>(List.of("HV"));
    header.addAll(result.devices());
    table.row(header.toArray(String[]::new));
    for (String method : result.methods()) {
      List<String> cells = new ArrayList<>(List.of(method));
      report.deviceScores().stream()
          .filter(score -> score.method().equals(method))
          .forEach(
              score ->
                  cells.add(
                      number("%.4f", score.hypervolume().mean())
                          + deviation(score.hypervolume().deviation())));
      table.row(cells.toArray(String[]::new));
    }
    table.print(out);
  }

  private static String deviation(double deviation) {
    return Double.isNaN(deviation) ? "" : number("±%.4f", deviation);
  }

  private void printOverall(PrintWriter out) {
    TextTable table = new TextTable();
    table.row("method", "HV", "IGD+", "rank", "archs", "to 99 %", "reached", "better", "s/trial");
    for (MethodScore score : report.overallScores()) {
      table.row(
          score.method(),
          number("%.4f", score.hypervolume().mean()) + deviation(score.hypervolume().deviation()),
          number("%.4f", score.igdPlus().mean()),
          number("%.2f", score.rank()),
          number("%.1f", score.architectures()),
          evaluations(score.evaluationsToOptimum()),
          score.reached() + "/" + score.trials(),
          better(score.method()),
          number("%.3f", score.seconds()));
    }
    table.print(out);
    out.printf(
        Locale.ROOT,
        "%d evaluations a trial, %d seed%s on %d device%s. HV, IGD+: means over devices, ± over"
            + " seeds; rank: by HV within a device and seed; archs: not dominated in their trial;"
            + " to 99 %%: evaluations to that share of the true front's HV, median of all trials;"
            + " better: than so many of so many, signed-rank test over devices and seeds, p < %.2f"
            + " by Holm's correction. Wall times do not repeat.%n",
        comparison.evaluations(),
        comparison.seeds().size(),
        comparison.seeds().size() == 1 ? "" : "s",
        result.devices().size(),
        result.devices().size() == 1 ? "" : "s",
        LEVEL);
  }

  private String evaluations(double needed) {
    return Double.isInfinite(needed) ? ">" + comparison.evaluations() : number("%.0f", needed);
  }

  /** Over how many of its opponents a method is surely better. */
  private String better(String method) {
    int opponents = 0;
    int beaten = 0;
    for (PairTest test : report.tests()) {
      boolean first = test.method().equals(method);
      if (test.scope() == PairTest.Scope.TRIALS && (first || test.other().equals(method))) {
        opponents++;
        // The side of the larger rank sum, of which half is n (n + 1) / 4.
        int differing = test.better() + test.worse();
        double half = differing * (differing + 1) / 4.0;
        boolean firstBetter = test.statistic() > half;
        beaten += test.adjusted() < LEVEL && firstBetter == first ? 1 : 0;
      }
    }
    return beaten + "/" + opponents;
  }

  private static String number(String format, double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "-";
  }
}
