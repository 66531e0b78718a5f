package org.jmodnas.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jmodnas.hypernet.BankScores;
import org.jmodnas.hypernet.HypernetworkConfig;
import org.jmodnas.hypernet.MetaHypernetwork;
import org.jmodnas.hypernet.PreferenceLattice;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.supernet.NasBench201Supernet;
import org.jmodnas.supernet.SupernetConfig;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RehearsalTest extends BackendTest {
  /** A weight step of the standard settings asks for two devices, of which there may be one. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void changesNothingWhateverTheNumberOfDevices(int devices) {
    SearchConfig.Hypernetwork form = SearchConfig.Hypernetwork.standard();
    SearchConfig config =
        new SearchConfig(10, 2, 1, 2, 1, 2, SearchConfig.Weights.standard(), form);
    NasBench201Supernet supernet =
        NasBench201Supernet.create(new SupernetConfig(1, 2, 3, 4), backend, new Philox(1, 0));
    MetaHypernetwork hypernetwork =
        MetaHypernetwork.create(
            new HypernetworkConfig(form.banks(), 10, 30, BankScores.DOT),
            new PreferenceLattice(2, form.resolution(), true),
            backend,
            new Philox(1, 1));
    ArchitecturePolicy policy =
        new ArchitecturePolicy(hypernetwork, form.sampler(), new NasBench201Space(), true);
    float[] weights = supernet.parameters().flat().toArray();
    float[] phi = hypernetwork.parameters().flat().toArray();
    try (Workers workers = new Workers(backend, 2, devices)) {
      Rehearsal.run(
          supernet,
          new ArchitectureStep(supernet, List.of(), policy, workers, backend, config, devices),
          new WeightStep(supernet, policy, workers, backend, config, devices),
          Shape.of(2, 8, 8, 3));
    }
    assertThat(supernet.parameters().flat().toArray()).isEqualTo(weights);
    assertThat(hypernetwork.parameters().flat().toArray()).isEqualTo(phi);
  }
}
