package org.jmodnas.search;

import java.util.ArrayList;
import java.util.List;
import org.jmodnas.hypernet.MetaHypernetwork;
import org.jmodnas.sampling.ArchitectureSampler;
import org.jmodnas.sampling.Preference;
import org.jmodnas.sampling.Preferences;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.ops.Shaping;
import org.jmodnas.tensor.random.Philox;

/** From a preference and a device to architectures: drawn in training, the most likely after it. */
public final class ArchitecturePolicy {
  private final MetaHypernetwork hypernetwork;
  private final ArchitectureSampler sampler;
  private final SearchSpace space;
  private final boolean standardized;

  /**
   * A policy.
   *
   * @param standardized whether the hypernetwork reads standardised embeddings
   */
  public ArchitecturePolicy(
      MetaHypernetwork hypernetwork,
      ArchitectureSampler sampler,
      SearchSpace space,
      boolean standardized) {
    this.hypernetwork = hypernetwork;
    this.sampler = sampler;
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

  /** Draws a preference and an architecture for {@code device}; the tape watches Φ if asked to. */
  DeviceDraw draw(Backend backend, SearchTarget device, Philox random, boolean watch) {
    Preference preference = Preferences.uniform(device.metrics().size() + 1, random);
    Tape tape = new Tape(backend);
    if (watch) {
      hypernetwork.parameters().watch(tape);
    }
    Tensor alpha = alpha(tape, List.of(preference), device);
    return new DeviceDraw(preference, tape, alpha, sampler.sample(tape, alpha, random));
  }

  /** The most likely architecture for each preference on {@code device}. */
  public List<Architecture> mostLikely(
      Backend backend, SearchTarget device, List<Preference> preferences) {
    try (TensorScope scope = backend.openScope();
        Tape tape = new Tape(backend)) {
      int decisions = space.decisions().size();
      int choices = space.decisions().get(0).choices().size();
      float[] alpha = alpha(tape, preferences, device).toArray();
      ArrayList<Architecture> architectures = new ArrayList<>();
      for (int i = 0; i < preferences.size(); i++) {
        int[] best = new int[decisions];
        for (int decision = 0; decision < decisions; decision++) {
          best[decision] = Argmax.of(alpha, (i * decisions + decision) * choices, choices);
        }
        architectures.add(space.decode(best));
      }
      return List.copyOf(architectures);
    }
  }

  /** α, (preferences × decisions, choices). */
  private Tensor alpha(Tape tape, List<Preference> preferences, SearchTarget device) {
    Backend backend = tape.backend();
    float[] embedding = embedding(device);
    float[] rows = new float[preferences.size() * embedding.length];
    for (int i = 0; i < preferences.size(); i++) {
      System.arraycopy(embedding, 0, rows, i * embedding.length, embedding.length);
    }
    Tensor devices = backend.tensor(Shape.of(preferences.size(), embedding.length), rows);
    Tensor alpha =
        hypernetwork.forward(tape, hypernetwork.coefficients(backend, preferences), devices);
    int choices = space.decisions().get(0).choices().size();
    return Shaping.view(tape, alpha, Shape.of(alpha.shape().size() / choices, choices));
  }
}
