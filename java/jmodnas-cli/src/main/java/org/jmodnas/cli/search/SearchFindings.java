package org.jmodnas.cli.search;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jmodnas.cli.run.FrontHistory;
import org.jmodnas.cli.run.PolicyRows;
import org.jmodnas.run.RunFolder;
import org.jmodnas.search.SearchSession;
import org.jmodnas.space.Architecture;
import org.jmodnas.tensor.backend.Backend;

/** Writes and prints all that a finished search found. */
record SearchFindings(
    SearchPlan plan,
    SearchSession session,
    Backend backend,
    RunFolder folder,
    FrontReport report,
    FrontHistory history) {
  void write(PrintWriter out) {
    RunOptions options = plan.options();
    SearchResults results = new SearchResults(folder, session, report, plan.objectives(), out);
    boolean found = results.addFronts(options.devices(), options.unseen());
    List<Architecture> drawn = report.randomArchitectures();
    history.addRandom(options.search().steps(), plan.devices(), drawn);
    writePolicy();
    if (!found) {
      return;
    }
    results.addConditioning(plan.subject().preferences());
    if (plan.accuracy() != null) {
      results.addScores(
          new ScoreReport(
              plan.accuracy(),
              options.score().column(),
              plan.objectives(),
              plan.subject().space(),
              options.search().seed()),
          plan.subject().preferences());
    }
    out.println("Fronts: " + folder.file("front.csv"));
  }

  private void writePolicy() {
    PolicyRows policy = new PolicyRows(session, plan.subject());
    folder.writeCsv("policy", policy.policy(backend, plan.devices()));
    List<Map<String, Object>> similarity = new ArrayList<>(policy.similarity(plan.devices()));
    if (!similarity.isEmpty()) {
      folder.writeCsv("similarity", similarity);
    }
  }
}
