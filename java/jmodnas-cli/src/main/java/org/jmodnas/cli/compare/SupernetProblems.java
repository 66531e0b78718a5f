package org.jmodnas.cli.compare;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jmodnas.baselines.Proxies;
import org.jmodnas.baselines.comparison.Problem;
import org.jmodnas.baselines.supernet.SupernetBenchmark;
import org.jmodnas.baselines.supernet.SupernetObjectives;
import org.jmodnas.baselines.tabular.TableProxies;
import org.jmodnas.cli.search.FinishedRun;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.random.Philox;

/** The supernet of a finished search as a benchmark: errors are those of its shared weights. */
final class SupernetProblems implements OpenedBenchmark {
  /** Random architectures over which objectives are scaled. */
  private static final int SCALED_OVER = 200;

  private final NasBench201Space space = new NasBench201Space();
  private final FinishedRun run;
  private final Path folder;
  private final List<Problem> problems;

  /**
   * The benchmark of the run in {@code folder}.
   *
   * @param devices of its tables; all if there are none
   * @param known proxies by name
   */
  SupernetProblems(Path folder, List<String> devices, Map<String, double[]> known) {
    this.folder = folder;
    run = new FinishedRun(folder, space);
    List<String> compared = devices.isEmpty() ? run.devices() : devices;
    Proxies proxies = new TableProxies(space, known);
    problems = compared.stream().map(device -> problem(device, proxies)).toList();
  }

  private Problem problem(String device, Proxies proxies) {
    SupernetObjectives objectives =
        new SupernetObjectives(run.profiler(), space, run.objectives(), device);
    return Problem.of(
        new SupernetBenchmark(
            objectives, objectives.measure(SCALED_OVER, new Philox(0, SCALED_OVER)), proxies));
  }

  @Override
  public List<Problem> problems() {
    return problems;
  }

  @Override
  public String errors() {
    return "supernet of " + folder;
  }

  @Override
  public void close() {
    run.close();
  }
}
