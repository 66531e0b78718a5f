package org.jmodnas.cli.search;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.nio.file.Path;
import java.util.List;
import org.jmodnas.hardware.MetricModelKind;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.MetricTableReader;
import org.jmodnas.hardware.PredictorTraining;
import org.jmodnas.hardware.ReferenceDevices;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.search.SearchConfig;
import org.jmodnas.search.SearchInputs;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.space.nasbench201.DeployedNetwork;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.backend.BackendOptions;
import org.jmodnas.tensor.data.ImageDatasets;
import org.jspecify.annotations.Nullable;

/**
 * The resolved configuration of a search, in the shape of its file, as a run keeps it.
 *
 * @param data specification of the images
 * @param objectives each objective beside the error, as {@link ObjectiveSpec} reads it
 * @param devices training devices
 * @param unseen devices that the search does not train on
 * @param search how much is searched
 * @param method how the search works
 * @param predictor of the metrics
 * @param network the deployed network, of which objectives may be counted
 * @param constraints limits of the metrics
 * @param front what is read from the search
 * @param checkpoint when the search is kept to continue from
 * @param compute where it runs
 * @param score by what fronts are scored
 */
public record RunOptions(
    String data,
    List<String> objectives,
    List<String> devices,
    List<String> unseen,
    Search search,
    MethodSettings method,
    Predictor predictor,
    DeployedNetwork.Size network,
    ConstraintSettings constraints,
    Front front,
    Checkpoint checkpoint,
    Compute compute,
    Score score) {
  public RunOptions {
    objectives = List.copyOf(objectives);
    devices = List.copyOf(devices);
    unseen = List.copyOf(unseen);
  }

  /**
   * How much is searched.
   *
   * @param steps of both levels
   * @param batch images of a batch
   * @param cells per stage of the supernet
   * @param channels of its first stage
   * @param seed of all random streams
   */
  public record Search(int steps, int batch, int cells, int channels, long seed) {}

  /**
   * How metrics are predicted.
   *
   * @param steps of training, where the model is a network
   */
  public record Predictor(MetricModelKind model, int steps) {}

  /**
   * What is read from the search.
   *
   * @param rays preferences of a front
   * @param evaluations times that fronts are judged while it goes on
   */
  public record Front(int rays, int evaluations) {}

  /**
   * When the search is kept to continue from.
   *
   * @param every seconds, 0 for the last alone
   * @param keep how many are kept
   */
  public record Checkpoint(double every, int keep) {}

  /**
   * Where the search runs.
   *
   * @param backend as it was asked for
   * @param threads workers; null for one a processor
   */
  public record Compute(
      String backend,
      @JsonSetter(nulls = Nulls.SET) @Nullable Integer threads,
      boolean tf32,
      boolean deterministic) {
    /** Workers on this machine. */
    int workers() {
      return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    }

    /** What the backend may give up. */
    BackendOptions options() {
      return new BackendOptions(deterministic, tf32);
    }
  }

  /**
   * By what fronts are scored.
   *
   * @param table with accuracies; null for none
   * @param column of the accuracies
   */
  public record Score(@JsonSetter(nulls = Nulls.SET) @Nullable String table, String column) {
    /** The table, read and checked; null if none is given. */
    @Nullable MetricTable read(SearchSpace space) {
      if (table == null) {
        return null;
      }
      MetricTable accuracy = MetricTableReader.read(Path.of(table), space);
      accuracy.values(column);
      return accuracy;
    }
  }

  /** The configuration for {@code threads} workers. */
  SearchConfig config(int threads) {
    return new SearchConfig(
        search.steps(),
        search.batch(),
        search.cells(),
        search.channels(),
        search.seed(),
        threads,
        method.weights(devices.size()),
        method.hypernetwork());
  }

  /** The same search elsewhere; null for where it was. */
  RunOptions on(@Nullable String backend, @Nullable Integer threads) {
    Compute there =
        new Compute(
            backend == null ? compute.backend() : backend,
            threads == null ? compute.threads() : threads,
            compute.tf32(),
            compute.deterministic());
    return new RunOptions(
        data,
        objectives,
        devices,
        unseen,
        search,
        method,
        predictor,
        network,
        constraints,
        front,
        checkpoint,
        there,
        score);
  }

  /** The objectives beside the error. */
  List<MetricObjective> objectives(NasBench201Space space) {
    return new Objectives(space, network).read(objectives);
  }

  /** The inputs, read and checked. */
  SearchInputs inputs(NasBench201Space space, List<MetricObjective> read) {
    return new SearchInputs(
        space,
        ImageDatasets.open(data),
        read,
        devices,
        ReferenceDevices.ARCHITECTURES,
        predictor.model(),
        PredictorTraining.Config.standard().withSteps(predictor.steps()),
        constraints.ofLoss());
  }
}
