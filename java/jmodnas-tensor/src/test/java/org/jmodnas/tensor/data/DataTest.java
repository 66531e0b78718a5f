package org.jmodnas.tensor.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.data.ImageDataset.ImageSize;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataTest {
  @TempDir Path folder;

  @Test
  void bundledSampleIsBalanced() {
    assertThat(counts(FashionMnist.train())).containsOnly(800).hasSize(10);
    assertThat(FashionMnist.train().classNames()).startsWith("T-shirt/top").hasSize(10);
    assertThat(ImageDatasets.openTest("fashion-mnist").orElseThrow().size()).isEqualTo(2000);
    assertThat(counts(FashionMnist.test())).containsOnly(200).hasSize(10);
    assertThat(FashionMnist.train().imageSize()).isEqualTo(new ImageSize(28, 28, 1));
  }

  @Test
  void cifarIsInterleaved() throws IOException {
    byte[] record = new byte[3073];
    record[0] = 7;
    record[1 + 5] = 10;
    record[1 + 1024 + 5] = 20;
    record[1 + 2048 + 5] = (byte) 200;
    Path file = Files.write(folder.resolve("data_batch_1.bin"), record);
    ImageDataset data = ImageDatasets.open("cifar10:" + file);
    assertThat(data.label(0)).isEqualTo(7);
    assertThat(data.pixel(0, 15)).isEqualTo(10);
    assertThat(data.pixel(0, 16)).isEqualTo(20);
    assertThat(data.pixel(0, 17)).isEqualTo(200);
    assertThat(ImageDatasets.open("cifar10:" + folder).size()).isEqualTo(1);
  }

  @Test
  void realCifarHasItsPublishedStatistics() {
    ImageDataset data =
        ImageDatasets.open("cifar10:" + SharedData.file("images/cifar10_train_10k.bin.gz"));
    assertThat(counts(data)).containsOnly(1000);
    ChannelStatistics statistics = ChannelStatistics.of(data);
    assertThat(statistics.mean().get(0)).isCloseTo(0.4914f, within(0.005f));
    assertThat(statistics.deviation().get(2)).isCloseTo(0.2616f, within(0.005f));
  }

  @Test
  void batchesCycleThroughEveryImageAndReplay() {
    ImageDataset data = numbered(10);
    BatchLoader loader = loader(data, 0);
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < loader.batchesPerEpoch(); i++) {
      for (int label : loader.next().labels()) {
        seen.add(label);
      }
    }
    assertThat(seen).hasSize(9);
    long position = loader.position();
    float[] expected = loader.next().images();
    BatchLoader other = loader(data, 0);
    other.seek(position);
    assertThat(other.next().images()).containsExactly(expected);
    assertThat(loader.next().images()).isNotEqualTo(expected);
  }

  @Test
  void augmentationMovesAndMirrors() {
    ImageDataset data = numbered(3);
    float[] plain = BatchLoader.inOrder(data, ChannelStatistics.of(data), 3).get(0).images();
    assertThat(plain.length).isEqualTo(3 * 12);
    double mean = 0;
    for (float value : plain) {
      mean += value / plain.length;
    }
    assertThat(mean).isCloseTo(0, within(1e-5));
    assertThat(loader(data, 2).next().images()).isNotEqualTo(loader(data, 0).next().images());
  }

  @Test
  void theCropReachesIntoBlack() {
    byte[] white = new byte[4 * 4];
    Arrays.fill(white, (byte) 255);
    white[0] = 0;
    ImageDataset data = new ImageDataset(new ImageSize(4, 4, 1), 1, white, new int[] {0});
    ChannelStatistics statistics = ChannelStatistics.of(data);
    float black = -statistics.mean().get(0) / statistics.deviation().get(0);
    BatchLoader loader =
        new BatchLoader(data, new Augmentation(statistics, 4, false), 1, new Philox(1, 1));
    int blackPixels = 0;
    for (int i = 0; i < 50; i++) {
      for (float value : loader.next().images()) {
        blackPixels += Math.abs(value - black) < 1e-5 ? 1 : 0;
      }
    }
    assertThat(blackPixels).isGreaterThan(100);
  }

  @Test
  void badFilesAreNamed() throws IOException {
    Path truncated = Files.write(folder.resolve("x.bin"), new byte[3000]);
    Path empty = Files.write(folder.resolve("empty"), new byte[0]);
    Path wrongLabel = Files.write(folder.resolve("label.bin"), filled(3073, (byte) 11));
    for (String bad :
        List.of(
            "cifar10:" + truncated,
            "cifar10:" + empty,
            "cifar10:" + wrongLabel,
            "cifar10:" + folder.resolve("missing"),
            "cifar10:" + folder,
            "idx:" + empty + "," + empty,
            "idx:" + truncated + "," + truncated,
            "idx:one",
            "folder:" + folder.resolve("missing"),
            "folder:" + folder,
            "nothing")) {
      assertThatThrownBy(() -> ImageDatasets.open(bad))
          .as(bad)
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("'");
    }
  }

  private static byte[] filled(int size, byte value) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, value);
    return bytes;
  }

  private static BatchLoader loader(ImageDataset data, int padding) {
    ChannelStatistics statistics = ChannelStatistics.of(data);
    return new BatchLoader(
        data, new Augmentation(statistics, padding, padding > 0), 3, new Philox(1, 2));
  }

  private static ImageDataset numbered(int count) {
    byte[] pixels = new byte[count * 12];
    int[] labels = new int[count];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 37);
    }
    for (int i = 0; i < count; i++) {
      labels[i] = i;
    }
    return new ImageDataset(new ImageSize(3, 4, 1), count, pixels, labels);
  }

  private static int[] counts(ImageDataset data) {
    int[] counts = new int[data.classes()];
    for (int i = 0; i < data.size(); i++) {
      counts[data.label(i)]++;
    }
    return counts;
  }
}
