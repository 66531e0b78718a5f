package org.jmodnas.baselines.trainingfree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jmodnas.baselines.tabular.ProxyTable;
import org.jmodnas.space.nasbench201.DeployedNetwork;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.stats.RankCorrelation;
import org.jmodnas.tensor.data.Augmentation;
import org.jmodnas.tensor.data.Batch;
import org.jmodnas.tensor.data.BatchLoader;
import org.jmodnas.tensor.data.ChannelStatistics;
import org.jmodnas.tensor.data.ImageDataset;
import org.jmodnas.tensor.data.ImageDatasets;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.jmodnas.testkit.Seeded;
import org.jmodnas.testkit.SharedData;
import org.junit.jupiter.api.Test;

/**
 * Ranks of a few networks by our metrics and by the published ones; the comparison of many is in
 * {@code docs/results/training-free.md}.
 */
final class RealRanksTest extends BackendTest {
  private static final NasBench201Space SPACE = new NasBench201Space();
  private static final List<String> NAMES = List.of("synflow", "snip", "nwot");
  private static final int ARCHITECTURES = 12;
  private static final int BATCH = 16;

  @Test
  @Seeded
  void networksRankLikeInThePublishedTable(Philox random) {
    Map<String, double[]> table =
        ProxyTable.read(SharedData.file("tables/nb201_zerocost_c10.csv"), SPACE);
    List<Integer> indices = new ArrayList<>();
    while (indices.size() < ARCHITECTURES) {
      int index = random.nextInt((int) SPACE.count());
      if (!Double.isNaN(table.get("synflow")[index]) && !indices.contains(index)) {
        indices.add(index);
      }
    }
    MetricEvaluation evaluation =
        new MetricEvaluation(
            NAMES.stream().map(TrainingFreeMetrics.all()::get).toList(),
            DeployedNetwork.Size.benchmark(),
            batch(random),
            random.split(1));
    double[][] computed = new double[NAMES.size()][ARCHITECTURES];
    double[][] published = new double[NAMES.size()][ARCHITECTURES];
    for (int i = 0; i < ARCHITECTURES; i++) {
      double[] values = evaluation.values(SPACE, indices.get(i), backend);
      for (int metric = 0; metric < values.length; metric++) {
        computed[metric][i] = values[metric];
        published[metric][i] = table.get(NAMES.get(metric))[indices.get(i)];
      }
    }
    for (int metric = 0; metric < NAMES.size(); metric++) {
      assertThat(RankCorrelation.spearman(computed[metric], published[metric]))
          .as(NAMES.get(metric))
          .isGreaterThan(0.8);
    }
  }

  private static Batch batch(Philox random) {
    ImageDataset images =
        ImageDatasets.open("cifar10:" + SharedData.file("images/cifar10_train_10k.bin.gz"));
    Augmentation none = Augmentation.none(ChannelStatistics.of(images));
    return new BatchLoader(images, none, BATCH, random.split(0)).next();
  }
}
