package org.jmodnas.baselines.lamoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.SearchMethod;
import org.jmodnas.baselines.TinyBenchmark;
import org.jmodnas.baselines.Trial;
import org.jmodnas.baselines.bayesian.BayesianSettings;
import org.jmodnas.space.Architecture;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.Test;

@Seeded
final class RegionTest {
  private static final int SAMPLES = 12;

  private final Benchmark benchmark = new TinyBenchmark(-1);
  private final ChoiceGrid grid = new ChoiceGrid(benchmark.space());
  private final Samples samples = new Samples(grid, benchmark.reference());

  private PartitionNode tree(Philox random) {
    int[] order = random.permutation(grid.size());
    for (int i = 0; i < SAMPLES; i++) {
      samples.add(benchmark.evaluate(Trial.full(grid.architecture(order[i]))));
    }
    return new PartitionTree(3, Kernel.RADIAL).grow(samples);
  }

  private boolean isIn(PartitionNode leaf, int cuts, int position) {
    return leaf.path().stream()
        .limit(cuts)
        .allMatch(cut -> cut.classifier().isGood(position) == cut.good());
  }

  @Test
  void aRegionHasWhatAllClassifiersAgreeOnAndNothingSeen(Philox random) {
    for (PartitionNode leaf : tree(random).leaves()) {
      Region region = Region.of(samples, leaf, 0);
      for (int i = 0; i < grid.size(); i++) {
        assertThat(region.contains(grid.architecture(i)))
            .isEqualTo(samples.unseen().get(i) && isIn(leaf, leaf.path().size(), i));
      }
      assertThat(region.members()).containsExactlyElementsOf(samples.evaluations(leaf.members()));
    }
  }

  @Test
  void cutsThatLeaveTooLittleAreLeftOut(Philox random) {
    for (PartitionNode leaf : tree(random).leaves()) {
      Region region = Region.of(samples, leaf, 4);
      int cuts = leaf.path().size();
      while (unseen(leaf, cuts) < 4) {
        cuts--;
      }
      assertThat(drain(region, random)).hasSize((int) unseen(leaf, cuts));
    }
  }

  private long unseen(PartitionNode leaf, int cuts) {
    return samples.unseen().stream().filter(i -> isIn(leaf, cuts, i)).count();
  }

  private static Set<Architecture> drain(Region region, Philox random) {
    Set<Architecture> drawn = new HashSet<>();
    region
        .sample(random)
        .ifPresent(
            first -> {
              region.close(first);
              drawn.add(first);
              drawn.addAll(drain(region, random));
            });
    return drawn;
  }

  @Test
  void samplersKeepToTheRegionUntilItIsUsedUp(Philox random) {
    PartitionNode root = tree(random);
    for (RegionSampler sampler :
        new RegionSampler[] {
          UniformSampler::new,
          CmaEsSampler::new,
          EvolutionSampler::new,
          new EhviSampler(benchmark, BayesianSettings.local())
        }) {
      for (PartitionNode leaf : root.leaves()) {
        Region region = Region.of(samples, leaf, 1);
        SearchMethod search = sampler.start(region, random);
        for (int i = 0; i < 3; i++) {
          search
              .ask()
              .ifPresent(
                  trial -> {
                    assertThat(region.contains(trial.architecture())).isTrue();
                    region.close(trial.architecture());
                    Evaluation evaluation = benchmark.evaluate(trial);
                    search.tell(evaluation);
                  });
        }
      }
    }
  }
}
