package org.jmodnas.baselines.lamoo;

import java.util.Optional;
import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.SearchMethod;
import org.jmodnas.baselines.Trial;
import org.jmodnas.space.Architecture;
import org.jmodnas.tensor.random.Philox;

/**
 * LaMOO (Zhao et al., "Multi-objective optimization by learning space partitions", ICLR 2022): from
 * all samples so far a tree of classifiers is grown, which halves the space again and again by how
 * many samples dominate what is there; a leaf is chosen that has a large hypervolume or few
 * samples; another search proposes a batch of architectures in its region.
 *
 * <p>From the paper: 10 first samples, batches of 5, leaves of 10, C_p of 10 % of the hypervolume
 * so far. From the authors' code: the tree is grown from nothing each time, the best of all leaves
 * is taken, C = 1, the polynomial kernel of degree 4, what is passed on to children. Ours: one-hot
 * choices as inputs of the classifiers, which need fewer samples than the choices' numbers; regions
 * exact, by classifying the whole space instead of random draws; the samples of a batch are told to
 * the inner search one by one.
 */
public final class Lamoo implements SearchMethod {
  private final LamooSettings settings;
  private final RegionSampler sampler;
  private final Philox random;
  private final Samples samples;
  private final PartitionTree tree;
  private Region region;
  private SearchMethod inner;

  /** How many evaluations are left of the batch. */
  private int left;

  /** A search of {@code benchmark} with {@code sampler} inside of the regions. */
  public Lamoo(Benchmark benchmark, RegionSampler sampler, LamooSettings settings, Philox random) {
    this.settings = settings;
    this.sampler = sampler;
    this.random = random;
    samples = new Samples(new ChoiceGrid(benchmark.space()), benchmark.reference());
    tree = new PartitionTree(settings.leafSize(), settings.kernel());
    region = Region.all(samples);
    inner = new UniformSampler(region, random);
    left = settings.initial();
  }

  @Override
  public Optional<Trial> ask() {
    if (left == 0) {
      region = Region.of(samples, chosenLeaf(), settings.batch());
      inner = sampler.start(region, random);
      left = settings.batch();
    }
    left--;
    Optional<Architecture> proposal =
        inner
            .ask()
            .map(Trial::architecture)
            .filter(region::contains)
            .or(() -> region.sample(random));
    proposal.ifPresent(region::close);
    return proposal.map(Trial::full);
  }

  @Override
  public void tell(Evaluation evaluation) {
    samples.add(evaluation);
    inner.tell(evaluation);
  }

  private PartitionNode chosenLeaf() {
    double exploration = settings.exploration() * samples.hypervolume();
    return settings
        .selection()
        .choose(tree.grow(samples), new UpperConfidenceBound(samples, exploration), random);
  }
}
