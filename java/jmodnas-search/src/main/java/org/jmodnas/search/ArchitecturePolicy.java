package org.jmodnas.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jmodnas.hypernet.MetaHypernetwork;
import org.jmodnas.sampling.Preference;
import org.jmodnas.sampling.SamplingMethod;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.autodiff.Gradients;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.ops.Sampling;
import org.jmodnas.tensor.ops.Shaping;
import org.jmodnas.tensor.ops.Softmax;
import org.jmodnas.tensor.random.Philox;

/** From a preference and a device to architectures: drawn in training, the most likely after it. */
public final class ArchitecturePolicy {
  private final MetaHypernetwork hypernetwork;
  private final SamplingMethod method;
  private final SearchSpace space;
  private final boolean standardized;

  /**
   * A policy.
   *
   * @param method draws architectures
   * @param standardized whether the hypernetwork reads standardised embeddings
   */
  public ArchitecturePolicy(
      MetaHypernetwork hypernetwork,
      SamplingMethod method,
      SearchSpace space,
      boolean standardized) {
    this.hypernetwork = hypernetwork;
    this.method = method;
    this.space = space;
    this.standardized = standardized;
  }

  MetaHypernetwork hypernetwork() {
    return hypernetwork;
  }

  SearchSpace space() {
    return space;
  }

  /** The embedding that the hypernetwork reads. */
  public float[] embedding(SearchTarget device) {
    return device.embedding(standardized);
  }

  /** Shape of the gates z of one device, (decisions, choices). */
  Shape gateShape() {
    return Shape.of(space.decisions().size(), space.decisions().get(0).choices().size());
  }

  /** Draws preferences and gates for all passes, each with the numbers of its stream. */
  ArchitectureDraws draw(Backend backend, StepRays rays, List<Philox> streams) {
    List<Preference> preferences = rays.preferences(streams);
    List<SearchTarget> devices = rays.passes();
    Tape tape = new Tape(backend);
    Tensor alpha = tape.watch(alpha(new Tape(backend), preferences, devices));
    return new ArchitectureDraws(
        preferences, tape, alpha, Sampling.draw(tape, method.sampler(), alpha, streams));
  }

  /** The architectures that the values of drawn gates describe. */
  DrawnArchitectures drawn(float[] gates) {
    return new DrawnArchitectures(gates, gateShape(), method.draws());
  }

  /**
   * The gradient of Φ that has this one of α, for one device and some preferences.
   *
   * @param alphaGradient (preferences, decisions, choices)
   * @param gradient receives it, laid out as the parameters
   */
  void backward(
      Backend stream,
      SearchTarget device,
      List<Preference> preferences,
      Tensor alphaGradient,
      Tensor gradient) {
    try (Tape tape = new Tape(stream)) {
      hypernetwork.parameters().watch(tape);
      Tensor alpha = alpha(tape, preferences, Collections.nCopies(preferences.size(), device));
      Gradients gradients = tape.backward(alpha, alphaGradient.view(alpha.shape()));
      hypernetwork.parameters().flat(stream, gradients, gradient);
    }
  }

  /** The most likely architecture for each preference on {@code device}. */
  public List<Architecture> mostLikely(
      Backend backend, SearchTarget device, List<Preference> preferences) {
    float[] alpha = alpha(backend, device, preferences);
    DrawnArchitectures likeliest = new DrawnArchitectures(alpha, gateShape(), true);
    List<Architecture> architectures = new ArrayList<>();
    for (int i = 0; i < preferences.size(); i++) {
      architectures.add(space.decode(likeliest.choices(i)));
    }
    return List.copyOf(architectures);
  }

  /**
   * The most likely of the feasible architectures for each preference on {@code device}; nothing
   * for a preference where none is found.
   */
  public List<Optional<Architecture>> mostLikely(
      Backend backend,
      SearchTarget device,
      List<Preference> preferences,
      Predicate<Architecture> feasible) {
    float[] alpha = alpha(backend, device, preferences);
    FeasibleDecoding decoding = new FeasibleDecoding(space, FeasibleDecoding.CONSIDERED);
    return IntStream.range(0, preferences.size())
        .mapToObj(i -> decoding.mostLikely(alpha, i * gateShape().size(), feasible))
        .toList();
  }

  private float[] alpha(Backend backend, SearchTarget device, List<Preference> preferences) {
    try (TensorScope scope = backend.openScope();
        Tape tape = new Tape(backend)) {
      return alpha(tape, preferences, Collections.nCopies(preferences.size(), device)).toArray();
    }
  }

  /** π = softmax(α) on {@code device}: of each preference and decision the probabilities. */
  public double[][][] probabilities(
      Backend backend, SearchTarget device, List<Preference> preferences) {
    try (TensorScope scope = backend.openScope();
        Tape tape = new Tape(backend)) {
      List<SearchTarget> devices = Collections.nCopies(preferences.size(), device);
      Shape gates = gateShape();
      float[] flat = Softmax.softmax(tape, alpha(tape, preferences, devices)).toArray();
      double[][][] pi = new double[preferences.size()][gates.dimension(0)][gates.dimension(1)];
      int next = 0;
      for (double[][] decisions : pi) {
        for (double[] choices : decisions) {
          for (int c = 0; c < choices.length; c++) {
            choices[c] = flat[next++];
          }
        }
      }
      return pi;
    }
  }

  /** α of pairs of a preference and a device, (pairs, decisions, choices). */
  private Tensor alpha(Tape tape, List<Preference> preferences, List<SearchTarget> devices) {
    Backend backend = tape.backend();
    int features = embedding(devices.get(0)).length;
    float[] rows = new float[devices.size() * features];
    for (int i = 0; i < devices.size(); i++) {
      System.arraycopy(embedding(devices.get(i)), 0, rows, i * features, features);
    }
    Tensor embeddings = backend.tensor(Shape.of(devices.size(), features), rows);
    Tensor alpha =
        hypernetwork.forward(tape, hypernetwork.coefficients(backend, preferences), embeddings);
    Shape gates = gateShape();
    return Shaping.view(
        tape, alpha, Shape.of(devices.size(), gates.dimension(0), gates.dimension(1)));
  }
}
