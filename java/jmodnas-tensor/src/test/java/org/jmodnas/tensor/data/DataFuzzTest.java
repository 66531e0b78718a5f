package org.jmodnas.tensor.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Mutations;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged files are read or refused, and nothing else. */
@Seeded
final class DataFuzzTest {
  private static final int FILES = 200;

  @TempDir Path folder;

  @Test
  void idx(Philox random) throws IOException {
    byte[] images =
        ByteBuffer.allocate(16 + 24).putInt(0x803).putInt(4).putInt(3).putInt(2).array();
    byte[] labels = ByteBuffer.allocate(8 + 4).putInt(0x801).putInt(4).put((byte) 3).array();
    Path imageFile = folder.resolve("images");
    Path labelFile = folder.resolve("labels");
    int refused = 0;
    Mutations mutations = new Mutations(random);
    for (int i = 0; i < FILES; i++) {
      Files.write(imageFile, i % 2 == 0 ? mutations.of(images) : images);
      Files.write(labelFile, i % 2 == 0 ? labels : mutations.of(labels));
      refused += refused("idx:" + imageFile + "," + labelFile);
    }
    assertThat(refused).isBetween(FILES / 10, FILES - 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cifar10", "cifar100", "cifar100-coarse"})
  void cifar(String format, Philox random) throws IOException {
    byte[] records = new byte[2 * (format.equals("cifar10") ? 3073 : 3074)];
    Path file = folder.resolve("data.bin");
    Path names = folder.resolve("batches.meta.txt");
    int refused = 0;
    Mutations mutations = new Mutations(random);
    for (int i = 0; i < FILES / 2; i++) {
      Files.write(file, mutations.of(records));
      Files.write(names, mutations.of("a\n".repeat(10).getBytes(StandardCharsets.ISO_8859_1)));
      refused += refused(format + ":" + folder);
    }
    assertThat(refused).isBetween(FILES / 20, FILES / 2 - 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "bmp", "gif"})
  void images(String format, Philox random) throws IOException {
    BufferedImage image = new BufferedImage(12, 9, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 108; i++) {
      image.setRGB(i % 12, i / 12, random.nextInt() & 0xFFFFFF);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, format, bytes);
    Path file = Files.createDirectories(folder.resolve("cat")).resolve("a." + format);
    int refused = 0;
    Mutations mutations = new Mutations(random);
    for (int i = 0; i < FILES; i++) {
      Files.write(file, mutations.of(bytes.toByteArray()));
      refused += refused("folder:" + folder + "@4");
    }
    assertThat(refused).isBetween(FILES / 10, FILES - 1);
  }

  @Test
  void specifications(Philox random) {
    byte[] valid =
        "folder:/no/such/place@32x32x1,idx:cifar10:".getBytes(StandardCharsets.ISO_8859_1);
    Mutations mutations = new Mutations(random);
    for (int i = 0; i < FILES; i++) {
      assertThat(refused(new String(mutations.of(valid), StandardCharsets.ISO_8859_1)))
          .isEqualTo(1);
    }
  }

  /** 1 if the data are refused, 0 if they are read; everything else fails the test. */
  private static int refused(String specification) {
    try {
      assertThat(ImageDatasets.open(specification).size()).isPositive();
      return 0;
    } catch (ConfigurationException e) {
      assertThat(e).hasMessageContaining("'");
      return 1;
    }
  }
}
