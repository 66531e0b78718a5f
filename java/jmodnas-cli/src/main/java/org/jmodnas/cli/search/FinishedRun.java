package org.jmodnas.cli.search;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.search.DataSplit;
import org.jmodnas.search.FrontProfiler;
import org.jmodnas.search.SearchInputs;
import org.jmodnas.search.SearchSession;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.nasbench201.DeployedNetwork;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.Backends;
import org.jmodnas.tensor.data.ImageDataset;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.training.SupernetExtraction;
import org.jmodnas.training.TrainedNetwork;

/** What a search left in its folder, loaded on the CPU. */
public final class FinishedRun implements AutoCloseable {
  /** Far from the streams that a search draws from. */
  private static final long CALIBRATION = -1;

  private final RunOptions options;
  private final SearchInputs inputs;
  private final List<MetricObjective> objectives;
  private final Backend backend;
  private final SearchSession session;

  /**
   * Loads the run in {@code folder}.
   *
   * @throws org.jmodnas.tensor.ConfigurationException if there is none
   */
  public FinishedRun(Path folder, NasBench201Space space) {
    RunDirectory directory = RunDirectory.open(folder);
    options = directory.options();
    objectives = options.objectives(space);
    inputs = options.inputs(space, objectives);
    backend = Backends.open("cpu");
    session =
        new SearchSession(
            options.config(Runtime.getRuntime().availableProcessors()), inputs, backend);
    session.load(directory.model());
  }

  /** The objectives beside the error. */
  public List<MetricObjective> objectives() {
    return objectives;
  }

  /** The devices that were searched for, then those that were not. */
  public List<String> devices() {
    return Stream.concat(options.devices().stream(), options.unseen().stream()).toList();
  }

  /** Tells errors by the supernet. */
  public FrontProfiler profiler() {
    return session.profiler();
  }

  /**
   * The network of {@code architecture} with the supernet's weights.
   *
   * @param batches of training images over which the statistics of batch norms are taken
   */
  public TrainedNetwork network(Architecture architecture, int batches) {
    ImageDataset images = inputs.images();
    DeployedNetwork.Size size =
        new DeployedNetwork.Size(
            options.search().cells(),
            options.search().channels(),
            images.imageSize().height(),
            images.imageSize().channels(),
            images.classes());
    DataSplit data = session.data();
    return new SupernetExtraction(size, session.supernetWeights(), data.statistics())
        .extract(
            architecture,
            data.plainBatches(
                options.search().batch(), new Philox(options.search().seed(), CALIBRATION)),
            batches,
            backend);
  }

  @Override
  public void close() {
    session.close();
    backend.close();
  }
}
