package org.jmodnas.baselines.hypernet;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.SearchMethod;
import org.jmodnas.baselines.Trial;
import org.jmodnas.baselines.variation.UnseenArchitectures;
import org.jmodnas.hypernet.HypernetworkConfig;
import org.jmodnas.hypernet.MetaHypernetwork;
import org.jmodnas.hypernet.PreferenceLattice;
import org.jmodnas.sampling.Preference;
import org.jmodnas.sampling.Preferences;
import org.jmodnas.search.SearchConfig;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.random.Philox;

/**
 * RHPN: meta-hypernetworks that were never trained, Φ from N(0, 1) (Sukthanker et al., 2024). The
 * most likely architecture of each of 24 preferences is evaluated; then, of which the paper says
 * nothing, those of another random network.
 */
public final class RandomHypernetwork implements SearchMethod {
  private static final int PREFERENCES = 24;

  private final SearchSpace space;
  private final Backend backend;
  private final Philox random;
  private final SearchConfig.Hypernetwork form;
  private final UnseenArchitectures unseen;
  private final PreferenceLattice lattice;
  private final List<Preference> preferences;
  private final float[] embedding;
  private final Queue<Architecture> decoded = new ArrayDeque<>();

  /**
   * A search of {@code benchmark}.
   *
   * @param form of the networks, of which the optimisation is not used
   * @param backend computes α; it belongs to the thread that asks
   */
  public RandomHypernetwork(
      Benchmark benchmark, Philox random, SearchConfig.Hypernetwork form, Backend backend) {
    this.space = benchmark.space();
    this.backend = backend;
    this.random = random;
    this.form = form;
    int objectives = benchmark.objectives().size();
    unseen = new UnseenArchitectures(space, random);
    lattice = new PreferenceLattice(objectives, form.resolution(), form.interpolated());
    preferences = Preferences.spread(objectives, PREFERENCES);
    embedding = DeviceDescription.of(benchmark, random);
  }

  @Override
  public Optional<Trial> ask() {
    return unseen.firstOf(this::next).map(Trial::full);
  }

  private Architecture next() {
    if (decoded.isEmpty()) {
      decode();
    }
    return decoded.remove();
  }

  /** The most likely architectures of another network. */
  private void decode() {
    int outputs = space.decisions().stream().mapToInt(d -> d.choices().size()).sum();
    HypernetworkConfig config =
        new HypernetworkConfig(form.banks(), embedding.length, outputs, form.scores());
    try (TensorScope scope = backend.openScope();
        Tape tape = new Tape(backend)) {
      MetaHypernetwork network = MetaHypernetwork.create(config, lattice, backend, random);
      float[] devices = new float[preferences.size() * embedding.length];
      for (int i = 0; i < devices.length; i++) {
        devices[i] = embedding[i % embedding.length];
      }
      Tensor alpha =
          network.forward(
              tape,
              network.coefficients(backend, preferences),
              backend.tensor(Shape.of(preferences.size(), embedding.length), devices));
      float[] values = alpha.toArray();
      for (int start = 0; start < values.length; start += outputs) {
        decoded.add(mostLikely(values, start));
      }
    }
  }

  private Architecture mostLikely(float[] alpha, int start) {
    int[] choices = new int[space.decisions().size()];
    int first = start;
    for (int decision = 0; decision < choices.length; decision++) {
      int count = space.decisions().get(decision).choices().size();
      for (int choice = 1; choice < count; choice++) {
        if (alpha[first + choice] > alpha[first + choices[decision]]) {
          choices[decision] = choice;
        }
      }
      first += count;
    }
    return space.decode(choices);
  }

  @Override
  public void tell(Evaluation evaluation) {}
}
