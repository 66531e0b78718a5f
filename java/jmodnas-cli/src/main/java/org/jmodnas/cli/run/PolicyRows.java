package org.jmodnas.cli.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.sampling.Preference;
import org.jmodnas.search.SearchSession;
import org.jmodnas.search.SearchTarget;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.stats.RankCorrelation;
import org.jmodnas.tensor.backend.Backend;

/**
 * What a trained hypernetwork says of devices, as rows of {@code policy} and {@code similarity}.
 */
public final class PolicyRows {
  /** Architectures, evenly over the space, by whose metrics devices are compared. */
  private static final int COMPARED = 1000;

  private final SearchSession session;
  private final FrontHistory.Subject subject;

  /** Rows of a finished search. */
  public PolicyRows(SearchSession session, FrontHistory.Subject subject) {
    this.session = session;
    this.subject = subject;
  }

  /** The probability of every choice on {@code devices} for every preference. */
  public List<Map<String, Object>> policy(Backend backend, List<String> devices) {
    List<SearchSpace.Decision> decisions = subject.space().decisions();
    List<Preference> preferences = subject.preferences();
    List<Map<String, Object>> rows = new ArrayList<>();
    for (String name : devices) {
      double[][][] pi = session.policy().probabilities(backend, session.device(name), preferences);
      for (int r = 0; r < pi.length; r++) {
        for (int decision = 0; decision < decisions.size(); decision++) {
          for (int choice = 0; choice < pi[r][decision].length; choice++) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("device", name);
            row.put("error_weight", preferences.get(r).weight(0));
            for (int m = 0; m < subject.objectives().size(); m++) {
              row.put(
                  subject.objectives().get(m).name() + "_weight", preferences.get(r).weight(m + 1));
            }
            row.put("decision", decisions.get(decision).name());
            row.put("choice", decisions.get(decision).choices().get(choice));
            row.put("probability", pi[r][decision][choice]);
            rows.add(row);
          }
        }
      }
    }
    return rows;
  }

  /** Spearman's ρ of each metric between every two devices; none where a metric is everywhere. */
  public List<Map<String, Object>> similarity(List<String> devices) {
    long count = subject.space().count();
    int[] indices =
        IntStream.range(0, (int) Math.min(COMPARED, count))
            .map(i -> (int) (i * count / Math.min(COMPARED, count)))
            .toArray();
    List<Map<String, Object>> rows = new ArrayList<>();
    List<MetricObjective> objectives = subject.objectives();
    for (int m = 0; m < objectives.size(); m++) {
      if (objectives.get(m).isDeviceIndependent()) {
        continue;
      }
      List<double[]> metrics = new ArrayList<>();
      for (String name : devices) {
        SearchTarget device = session.device(name);
        metrics.add(session.predicted(device, m, indices));
      }
      for (int i = 0; i < metrics.size(); i++) {
        for (int j = 0; j < metrics.size(); j++) {
          Map<String, Object> row = new LinkedHashMap<>();
          row.put("metric", objectives.get(m).name());
          row.put("device", devices.get(i));
          row.put("other", devices.get(j));
          row.put("rho", i == j ? 1 : RankCorrelation.spearman(metrics.get(i), metrics.get(j)));
          rows.add(row);
        }
      }
    }
    return rows;
  }
}
