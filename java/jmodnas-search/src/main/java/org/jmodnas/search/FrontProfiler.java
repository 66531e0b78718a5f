package org.jmodnas.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jmodnas.constraint.Feasibility;
import org.jmodnas.hardware.DeviceModel;
import org.jmodnas.hardware.TargetDevice;
import org.jmodnas.pareto.Dominance;
import org.jmodnas.sampling.Preference;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.supernet.SampledArchitecture;
import org.jmodnas.supernet.Supernet;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.data.Batch;

/**
 * Reads the Pareto front of a device, seen or not, off the hypernetwork: the most likely
 * architecture for each preference, its error by the supernet on held-out images and its metric by
 * the predictor. Architectures are evaluated once, whatever the number of devices.
 */
public final class FrontProfiler {
  private final ArchitecturePolicy policy;
  private final Supernet supernet;
  private final List<DeviceModel> models;
  private final SearchSpace space;
  private final List<Batch> validation;
  private final Workers workers;
  private final Map<Architecture, Double> errors = new HashMap<>();

  /**
   * A profiler.
   *
   * @param models of the metrics, in the order of the objectives
   * @param validation held-out images
   */
  public FrontProfiler(
      ArchitecturePolicy policy,
      Supernet supernet,
      List<? extends DeviceModel> models,
      SearchSpace space,
      List<Batch> validation,
      Workers workers) {
    this.policy = policy;
    this.supernet = supernet;
    this.models = List.copyOf(models);
    this.space = space;
    this.validation = List.copyOf(validation);
    this.workers = workers;
  }

  /**
   * The architecture of each preference on {@code device}, in their order: the most likely of those
   * that are feasible. A preference for which none is found has none.
   */
  public List<FrontPoint> profile(
      Backend backend, SearchTarget device, List<Preference> preferences, Feasibility feasibility) {
    List<Optional<Architecture>> found =
        policy.mostLikely(backend, device, preferences, feasibility::isFeasible);
    List<Preference> answered =
        IntStream.range(0, found.size())
            .filter(i -> found.get(i).isPresent())
            .mapToObj(preferences::get)
            .toList();
    List<Architecture> architectures = found.stream().flatMap(Optional::stream).toList();
    evaluate(architectures);
    List<double[]> objectives = objectives(device, architectures, TargetDevice.Calibration::metric);
    List<Integer> front = Dominance.nonDominated(minimized(device, objectives));
    List<FrontPoint> points = new ArrayList<>();
    for (int i = 0; i < architectures.size(); i++) {
      points.add(
          new FrontPoint(
              answered.get(i),
              architectures.get(i),
              objectives.get(i)[0],
              Arrays.stream(objectives.get(i)).skip(1).boxed().toList(),
              feasibility.probability(architectures.get(i)),
              front.contains(i)));
    }
    return List.copyOf(points);
  }

  /** The same points with less better in every objective. */
  private static List<double[]> minimized(SearchTarget device, List<double[]> objectives) {
    List<double[]> points = new ArrayList<>();
    for (double[] values : objectives) {
      double[] point = values.clone();
      for (int m = 1; m < point.length; m++) {
        point[m] = device.metrics().get(m - 1).metric().direction().minimized(point[m]);
      }
      points.add(point);
    }
    return points;
  }

  /**
   * Error and predicted metrics of architectures on {@code device}, the metrics scaled to [0, 1]
   * over the space, 0 at the wanted end.
   */
  public List<double[]> normalized(SearchTarget device, List<Architecture> architectures) {
    evaluate(architectures);
    return objectives(device, architectures, TargetDevice.Calibration::normalized);
  }

  /** Error and predicted metrics of architectures on {@code device}, in the units of its tables. */
  public List<double[]> measured(SearchTarget device, List<Architecture> architectures) {
    evaluate(architectures);
    return objectives(device, architectures, TargetDevice.Calibration::metric);
  }

  /** The error and each metric of each architecture. */
  private List<double[]> objectives(
      SearchTarget device, List<Architecture> architectures, Scale scale) {
    int[] indices = architectures.stream().mapToInt(space::index).toArray();
    List<double[]> points = new ArrayList<>();
    for (Architecture architecture : architectures) {
      double[] point = new double[models.size() + 1];
      point[0] = errors.get(architecture);
      points.add(point);
    }
    for (int m = 0; m < models.size(); m++) {
      TargetDevice metric = device.metrics().get(m);
      double[] outputs = models.get(m).outputs(metric, indices);
      for (int i = 0; i < indices.length; i++) {
        points.get(i)[m + 1] = scale.apply(metric.metric(), outputs[i]);
      }
    }
    return points;
  }

  private interface Scale {
    double apply(TargetDevice.Calibration calibration, double output);
  }

  /** The supernet's error of each architecture on the held-out images, 0 … 1. */
  public List<Double> errors(List<Architecture> architectures) {
    evaluate(architectures);
    return architectures.stream().map(errors::get).toList();
  }

  /** Forgets the errors that it knows, since the supernet has changed. */
  public void forget() {
    errors.clear();
  }

  private void evaluate(List<Architecture> architectures) {
    LinkedHashSet<Architecture> unknown = new LinkedHashSet<>(architectures);
    unknown.removeAll(errors.keySet());
    List<Architecture> wanted = List.copyOf(unknown);
    List<Double> found = workers.map(wanted.size(), (stream, i) -> error(stream, wanted.get(i)));
    for (int i = 0; i < wanted.size(); i++) {
      errors.put(wanted.get(i), found.get(i));
    }
  }

  private double error(Backend stream, Architecture architecture) {
    int wrong = 0;
    int total = 0;
    SampledArchitecture sample = SampledArchitecture.fixed(architecture.choices());
    for (Batch batch : validation) {
      try (var scope = stream.openScope();
          Tape tape = new Tape(stream)) {
        Tensor images = stream.tensor(batch.shape(), batch.images());
        float[] logits = supernet.logits(tape, images, sample).toArray();
        int classes = logits.length / batch.labels().length;
        for (int i = 0; i < batch.labels().length; i++) {
          wrong += Argmax.of(logits, i * classes, classes) == batch.labels()[i] ? 0 : 1;
        }
        total += batch.labels().length;
      }
    }
    return (double) wrong / total;
  }
}
