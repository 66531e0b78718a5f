package org.jmodnas.baselines.cmaes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.Searches;
import org.jmodnas.baselines.TinyBenchmark;
import org.jmodnas.baselines.local.RandomSearch;
import org.jmodnas.baselines.tabular.RealBenchmarks;
import org.jmodnas.baselines.tabular.TabularBenchmark;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.Test;

@Seeded
final class CmaEsSearchTest {
  @Test
  void everyArchitectureComesOnceThoughSomeCannotRun(Philox random) {
    TinyBenchmark benchmark = new TinyBenchmark(1);
    assertThat(Searches.run(new CmaEsSearch(benchmark, random), benchmark, 100))
        .extracting(Evaluation::architecture)
        .hasSize(24)
        .doesNotHaveDuplicates();
  }

  @Test
  void theBoxHasEveryChoice() {
    SearchSpace space = new NasBench201Space();
    ChoiceBox box = new ChoiceBox(space);
    for (int i = 0; i < space.count(); i += 97) {
      assertThat(box.architecture(box.point(space.architecture(i))))
          .isEqualTo(space.architecture(i));
    }
    assertThat(box.architecture(0, .2, .4, .6, .8, 1)).isEqualTo(space.decode(0, 1, 2, 3, 4, 4));
    double[] reflected = ChoiceBox.reflected(-.25, 1.25, 2.25, -1.5, .5);
    double[] expected = {.25, .75, .25, .5, .5};
    for (int i = 0; i < expected.length; i++) {
      assertThat(reflected[i]).isCloseTo(expected[i], within(1e-15));
    }
  }

  @Test
  void itBeatsRandomSearchOnTheRealTable() {
    TabularBenchmark benchmark = RealBenchmarks.of("fpga");
    assertThat(Searches.meanHypervolume(CmaEsSearch::new, benchmark, 300, 15))
        .isGreaterThan(Searches.meanHypervolume(RandomSearch::new, benchmark, 300, 15));
  }
}
