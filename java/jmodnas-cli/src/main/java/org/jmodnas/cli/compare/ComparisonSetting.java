package org.jmodnas.cli.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.Fidelity;
import org.jmodnas.baselines.comparison.Comparison;
import org.jmodnas.baselines.comparison.ComparisonResult;
import org.jmodnas.baselines.comparison.Competitor;
import org.jmodnas.baselines.comparison.NamedMethod;
import org.jmodnas.baselines.comparison.ObjectiveRange;
import org.jmodnas.baselines.comparison.Optimum;
import org.jmodnas.baselines.comparison.Problem;
import picocli.CommandLine.ParseResult;

/**
 * How a comparison was made, for whoever repeats it.
 *
 * @param benchmark as it was named
 * @param errors where they come from
 */
record ComparisonSetting(String benchmark, String errors, ParseResult parsed) {
  /** Options that change nothing but where results go and how soon. */
  private static final List<String> WITHOUT_EFFECT = List.of("--out", "--threads", "--format");

  /** The setting of {@code result}, as JSON can hold it. */
  Map<String, Object> of(ComparisonResult result) {
    Comparison comparison = result.comparison();
    Benchmark first = comparison.problems().get(0).benchmark();
    return new Row()
        .put("command", command())
        .put("benchmark", benchmark)
        .put("errors", errors)
        .put("objectives", first.objectives())
        .put("reference", first.reference())
        .put("fidelities", first.fidelities().stream().map(ComparisonSetting::fidelity).toList())
        .put("evaluations", comparison.evaluations())
        .put("seeds", comparison.seeds())
        .put("methods", comparison.competitors().stream().map(ComparisonSetting::method).toList())
        .put("devices", comparison.problems().stream().map(ComparisonSetting::device).toList())
        .values();
  }

  private List<String> command() {
    List<String> command = new ArrayList<>(List.of("jmodnas"));
    List<String> arguments = parsed.originalArgs();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (WITHOUT_EFFECT.contains(argument)) {
        i++;
      } else if (WITHOUT_EFFECT.stream().noneMatch(option -> argument.startsWith(option + "="))) {
        command.add(argument);
      }
    }
    return command;
  }

  private static Map<String, Object> fidelity(Fidelity fidelity) {
    return new Row().put("name", fidelity.name()).put("cost", fidelity.cost()).values();
  }

  private static Map<String, Object> method(Competitor competitor) {
    String description =
        competitor instanceof NamedMethod method ? method.description() : "points from a file";
    return new Row().put("name", competitor.name()).put("description", description).values();
  }

  private static Map<String, Object> device(Problem problem) {
    Row row = new Row().put("name", problem.benchmark().device());
    if (problem.optimum().isPresent()) {
      Optimum optimum = problem.optimum().get();
      row.put("ranges", optimum.ranges().stream().map(ComparisonSetting::range).toList())
          .put("left_out", optimum.leftOut())
          .put("front", optimum.front().size())
          .put("hypervolume", optimum.hypervolume());
    }
    return row.values();
  }

  private static Map<String, Object> range(ObjectiveRange range) {
    return new Row()
        .put("objective", range.name())
        .put("wanted", range.direction().wanted())
        .put("lowest", range.lowest())
        .put("highest", range.highest())
        .values();
  }
}
