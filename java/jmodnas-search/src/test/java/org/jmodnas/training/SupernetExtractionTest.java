package org.jmodnas.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.nasbench201.DeployedNetwork;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.supernet.NasBench201Supernet;
import org.jmodnas.supernet.SampledArchitecture;
import org.jmodnas.supernet.SupernetConfig;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.data.Augmentation;
import org.jmodnas.tensor.data.Batch;
import org.jmodnas.tensor.data.BatchLoader;
import org.jmodnas.tensor.data.ChannelStatistics;
import org.jmodnas.tensor.data.ImageDataset;
import org.jmodnas.tensor.data.ImageDataset.ImageSize;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.jmodnas.testkit.Golden;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SupernetExtractionTest extends BackendTest {
  private static final NasBench201Space SPACE = new NasBench201Space();
  private static final int BATCH = 48;

  /**
   * With the statistics of one batch the extracted network gives the supernet's scores of that
   * batch, but for the variance, which is unbiased: n is 192 where it is least.
   */
  @ParameterizedTest
  @ValueSource(strings = {"321432", "300340", "012332", "000000", "222222"})
  void scoresAreTheSupernets(String digits) {
    Architecture architecture = SPACE.decode(digits.chars().map(c -> c - '0').toArray());
    ImageDataset images = TinyImages.draw(BATCH, 3, new ImageSize(8, 8, 3), new Philox(4, 0));
    ChannelStatistics statistics = ChannelStatistics.of(images);
    NasBench201Supernet supernet =
        NasBench201Supernet.create(new SupernetConfig(1, 4, 3, 3), backend, new Philox(3, 0));
    TrainedNetwork network =
        new SupernetExtraction(
                new DeployedNetwork.Size(1, 4, 8, 3, 3), supernet.parameters(), statistics)
            .extract(architecture, loader(images, statistics), 2, backend);
    assertThat(network.origin()).contains("supernet", "2 batches");
    List<Batch> batches = List.of(loader(images, statistics).next());
    Batch batch = batches.get(0);
    Tensor input = backend.tensor(batch.shape(), batch.images());
    float[] expected;
    try (Tape tape = new Tape(backend)) {
      expected =
          supernet.logits(tape, input, SampledArchitecture.fixed(architecture.choices())).toArray();
    }
    float[] found = InferenceNetwork.load(network, backend).logits(input).toArray();
    Golden.assertClose("scores", expected, found, 0.02);
  }

  private static BatchLoader loader(ImageDataset images, ChannelStatistics statistics) {
    return new BatchLoader(images, Augmentation.none(statistics), BATCH, new Philox(5, 0));
  }
}
