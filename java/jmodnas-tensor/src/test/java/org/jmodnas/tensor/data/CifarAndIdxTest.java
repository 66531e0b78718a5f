package org.jmodnas.tensor.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.data.ImageDataset.ImageSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CifarAndIdxTest {
  private static final int HUNDRED = 3074;

  @TempDir Path folder;

  @Test
  void aHundredClassesAreFineOrCoarse() throws IOException {
    byte[] record = new byte[2 * HUNDRED];
    record[0] = 19;
    record[1] = 99;
    record[2] = 50;
    record[HUNDRED] = 3;
    record[HUNDRED + 1] = 4;
    Files.write(folder.resolve("train.bin"), record);
    Files.write(folder.resolve("test.bin"), Arrays.copyOf(record, HUNDRED));
    Files.writeString(folder.resolve("coarse_label_names.txt"), "name\n".repeat(19) + "last\n\n");
    ImageDataset fine = ImageDatasets.open("cifar100:" + folder);
    assertThat(fine.classes()).isEqualTo(100);
    assertThat(fine.label(0)).isEqualTo(99);
    assertThat(fine.pixel(0, 0)).isEqualTo(50);
    assertThat(fine.label(1)).isEqualTo(4);
    assertThat(fine.classNames()).endsWith("99");
    ImageDataset coarse = ImageDatasets.open("cifar100-coarse:" + folder);
    assertThat(coarse.label(0)).isEqualTo(19);
    assertThat(coarse.classNames()).hasSize(20).endsWith("last");
    Optional<ImageDataset> test = ImageDatasets.openTest("cifar100:" + folder);
    assertThat(test.orElseThrow().size()).isEqualTo(1);
    assertThat(ImageDatasets.openTest("cifar100:" + folder.resolve("train.bin"))).isEmpty();
  }

  @Test
  void everyDamagedBatchIsNamed() throws IOException {
    Files.write(folder.resolve("a.bin"), new byte[3073]);
    Files.write(folder.resolve("b.bin"), new byte[3072]);
    byte[] wrongLabel = new byte[2 * 3073];
    wrongLabel[3073] = (byte) 200;
    Files.write(folder.resolve("c.bin"), wrongLabel);
    refused("cifar10:" + folder)
        .hasMessageStartingWith("2 of 3 files")
        .hasMessageContaining("b.bin")
        .hasMessageContaining("3072")
        .hasMessageContaining("c.bin' record 1: expected a label 0 … 9, got '200'");
  }

  @Test
  void idxImagesMayHaveColours() throws IOException {
    Path images = idx("train-images", new int[] {2, 1, 2, 3}, 12);
    Path labels = idx("train-labels", new int[] {2}, 2);
    ImageDataset data = ImageDatasets.open("idx:" + images + "," + labels);
    assertThat(data.imageSize()).isEqualTo(new ImageSize(1, 2, 3));
    assertThat(data.classes()).isEqualTo(2);
    assertThat(data.pixel(1, 5)).isEqualTo(11);
    refused("idx:" + idx("two", new int[] {2, 1, 2, 2}, 8) + "," + labels)
        .hasMessageContaining("'2' channels");
  }

  @Test
  void testImagesAreFoundByTheirNames() throws IOException {
    Path images = idx("train-images", new int[] {3, 2, 2}, 12);
    Path labels = idx("train-labels", new int[] {3}, 3);
    String specification = "idx:" + images + "," + labels;
    assertThat(ImageDatasets.openTest(specification)).isEmpty();
    idx("t10k-images", new int[] {2, 2, 2}, 8);
    idx("t10k-labels", new int[] {2}, 2);
    ImageDataset test = ImageDatasets.openTest(specification).orElseThrow();
    assertThat(test.size()).isEqualTo(2);
    assertThat(test.classes()).as("those of the training images").isEqualTo(3);
    idx("t10k-images", new int[] {5, 2, 2}, 20);
    idx("t10k-labels", new int[] {5}, 5);
    assertThatThrownBy(() -> ImageDatasets.openTest(specification))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("label '4'");
  }

  @Test
  void whatHeadersClaimIsCheckedBeforeMemoryIsTaken() throws IOException {
    Path labels = idx("labels", new int[] {1}, 1);
    for (int[] extents :
        new int[][] {
          {Integer.MAX_VALUE, 28, 28}, {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE}
        }) {
      refused("idx:" + idx("huge", extents, 4) + "," + labels).hasMessageContaining("2 GiB");
    }
    refused("idx:" + idx("large", new int[] {2_000_000_000, 1, 1}, 4) + "," + labels)
        .hasMessageContaining("heap");
    refused("idx:" + idx("none", new int[] {0, 28, 28}, 0) + "," + labels)
        .hasMessageContaining("'0'");
    refused("idx:" + idx("below", new int[] {-1, 28, 28}, 0) + "," + labels)
        .hasMessageContaining("'-1'");
    refused("idx:" + idx("short", new int[] {10, 28, 28}, 50) + "," + labels)
        .hasMessageContaining("got 50");
    refused("idx:" + idx("long", new int[] {1, 2, 2}, 5) + "," + labels)
        .hasMessageContaining("more");
  }

  @Test
  void gzipThatUnpacksToTooMuchIsRefused() throws IOException {
    Path bomb = folder.resolve("bomb.bin.gz");
    byte[] zeros = new byte[1 << 20];
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
      for (long written = 0;
          written <= Runtime.getRuntime().maxMemory() / 3;
          written += zeros.length) {
        out.write(zeros);
      }
    }
    refused("cifar10:" + bomb).hasMessageContaining("bomb.bin.gz").hasMessageContaining("heap");
  }

  @Test
  void impossiblePathsAreNamed() {
    refused("cifar10:a\0b").hasMessageContaining("no possible path");
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(String specification) {
    return assertThatThrownBy(() -> ImageDatasets.open(specification))
        .isInstanceOf(ConfigurationException.class);
  }

  /** An IDX file whose bytes count up. */
  private Path idx(String name, int[] extents, int bytes) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.write(ByteBuffer.allocate(4).putInt(0x800 + extents.length).array());
    for (int extent : extents) {
      content.write(ByteBuffer.allocate(4).putInt(extent).array());
    }
    for (int i = 0; i < bytes; i++) {
      content.write(i);
    }
    return Files.write(folder.resolve(name), content.toByteArray());
  }
}
