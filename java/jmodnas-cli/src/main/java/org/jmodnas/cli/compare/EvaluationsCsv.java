package org.jmodnas.cli.compare;

import java.io.PrintWriter;
import java.util.List;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.comparison.ComparisonResult;
import org.jmodnas.baselines.comparison.Problem;
import org.jmodnas.baselines.comparison.Step;
import org.jmodnas.baselines.comparison.TrialResult;

/** Every evaluation of a comparison, one line each, objectives in their units. */
final class EvaluationsCsv {
  private final ComparisonResult result;

  EvaluationsCsv(ComparisonResult result) {
    this.result = result;
  }

  void print(PrintWriter out) {
    List<Problem> problems = result.comparison().problems();
    out.print("method,device,seed,number,spent,fidelity,index");
    problems.get(0).benchmark().objectives().forEach(name -> out.print("," + name));
    out.println();
    for (TrialResult trial : result.trials()) {
      Problem problem = problems.get(result.devices().indexOf(trial.device()));
      String name = trial.method() + ',' + trial.device() + ',' + trial.seed() + ',';
      for (int i = 0; i < trial.steps().size(); i++) {
        out.print(name);
        out.print(i + 1);
        print(trial.steps().get(i), problem, out);
      }
    }
  }

  private static void print(Step step, Problem problem, PrintWriter out) {
    Evaluation evaluation = step.evaluation();
    out.print(",");
    out.print(step.spent().stripTrailingZeros().toPlainString());
    out.print("," + evaluation.trial().fidelity().name() + ",");
    out.print(problem.benchmark().space().index(evaluation.architecture()));
    for (double value : problem.measured(evaluation)) {
      out.print(",");
      if (Double.isFinite(value)) {
        out.print(value);
      }
    }
    out.println();
  }
}
