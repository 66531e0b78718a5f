package org.jmodnas.tensor.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.data.ImageDataset.ImageSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageFolderTest {
  @TempDir Path folder;

  @Test
  void foldersAreClasses() throws IOException {
    for (int label = 0; label < 2; label++) {
      for (int i = 0; i <= label; i++) {
        BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
        image.setRGB(2, 1, 0x102030 + i);
        save(image, "class" + label + "/" + i + ".png");
      }
    }
    ImageDataset data = open("");
    assertThat(data.size()).isEqualTo(3);
    assertThat(data.classNames()).containsExactly("class0", "class1");
    assertThat(data.imageSize()).isEqualTo(new ImageSize(2, 3, 3));
    assertThat(data.label(2)).isEqualTo(1);
    assertThat(data.pixel(2, 15)).isEqualTo(0x10);
    assertThat(data.pixel(2, 17)).isEqualTo(0x31);
    assertThat(ImageDatasets.openTest("folder:" + folder)).isEmpty();
  }

  @Test
  void otherFilesAreLeftOut() throws IOException {
    save(plain(2, 2, 0), "cat/a.png");
    for (String other : new String[] {"cat/Thumbs.db", "cat/notes.txt", "cat/._a.png", "x.png"}) {
      Files.writeString(folder.resolve(other), "no image");
    }
    Files.createDirectories(folder.resolve(".git/objects"));
    Files.createDirectories(folder.resolve("cat/more.png"));
    assertThat(open("").size()).isEqualTo(1);
    assertThat(open("").classNames()).containsExactly("cat");
  }

  @Test
  void emptyClassFoldersAreNamed() throws IOException {
    save(plain(2, 2, 0), "cat/a.png");
    for (int i = 0; i < 12; i++) {
      Files.createDirectories(folder.resolve("empty" + i));
    }
    Files.writeString(folder.resolve("empty0/a.webp"), "");
    refused("")
        .hasMessageContaining("empty0'")
        .hasMessageContaining("12 of 13")
        .hasMessageContaining("and 2 more");
  }

  @Test
  void everyDamagedFileIsNamed() throws IOException {
    save(plain(3, 2, 0), "cat/m.png");
    save(plain(9, 9, 0), "cat/odd.png");
    Files.write(folder.resolve("cat/empty.gif"), new byte[0]);
    Files.write(folder.resolve("cat/text.jpg"), new byte[] {1, 2, 3});
    refused("")
        .hasMessageStartingWith("3 of 4 files cannot be used: ")
        .hasMessageContaining("odd.png' has 9x9 pixels; expected 2x3")
        .hasMessageContaining("empty.gif' is empty")
        .hasMessageContaining("text.jpg' is no PNG");
    refused("@4").hasMessageStartingWith("2 of 4").hasMessageNotContaining("odd.png");
  }

  @Test
  void truncatedImagesAreNoticed() throws IOException {
    BufferedImage noise = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 1600; i++) {
      noise.setRGB(i % 40, i / 40, i * 7919 * 31);
    }
    for (String format : new String[] {"png", "jpg", "bmp", "gif"}) {
      save(noise, "cat/a." + format);
      byte[] whole = Files.readAllBytes(folder.resolve("cat/a." + format));
      assertThat(open("").size()).as(format).isEqualTo(1);
      Path cut = folder.resolve("cat/a." + format);
      Files.write(cut, Arrays.copyOf(whole, whole.length * 2 / 3));
      refused("").hasMessageContaining("a." + format);
      Files.delete(cut);
    }
  }

  @Test
  void aSizeThatTakesNoMemoryIsRefusedBeforeAnyIsTaken() throws IOException {
    save(plain(1, 1, 0), "cat/a.png");
    byte[] bytes = Files.readAllBytes(folder.resolve("cat/a.png"));
    // In the middle of the width and of the height, which are four bytes each.
    bytes[17] = 1;
    bytes[21] = 1;
    Files.write(folder.resolve("cat/a.png"), bytes);
    refused("").hasMessageContaining("65537x65537");
    save(plain(1, 1, 0), "cat/a.png");
    for (int i = 0; i < 50; i++) {
      Files.copy(folder.resolve("cat/a.png"), folder.resolve("cat/" + i + ".png"));
    }
    refused("@4096").hasMessageContaining("more than 2 GiB");
  }

  @Test
  void imagesAreScaledToOneSize() throws IOException {
    save(plain(10, 4, 0xFFFFFF), "cat/a.png");
    save(plain(3, 7, 0x4080C0), "dog/b.png");
    ImageDataset data = open("@4x6");
    assertThat(data.imageSize()).isEqualTo(new ImageSize(4, 6, 3));
    assertThat(IntStream.range(0, 72).map(i -> data.pixel(0, i))).containsOnly(255);
    assertThat(IntStream.range(0, 24).map(i -> data.pixel(1, 3 * i))).containsOnly(0x40);
    assertThat(open("@5").imageSize()).isEqualTo(new ImageSize(5, 5, 3));
    ImageDataset grey = open("@4x6x1");
    assertThat(grey.imageSize()).isEqualTo(new ImageSize(4, 6, 1));
    // 0.299·64 + 0.587·128 + 0.114·192
    assertThat(grey.pixel(1, 5)).isEqualTo(116);
    refused("@0").hasMessageContaining("'0'");
    refused("@99999").hasMessageContaining("'99999'");
    refused("@4x4x2").hasMessageContaining("'2'");
  }

  /** Values of PyTorch's {@code interpolate(mode="bilinear", antialias=True)}. */
  @Test
  void scalingIsAWeightedMean() {
    byte[] pixels = new byte[24];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 37);
    }
    DecodedImage image = new DecodedImage(new ImageSize(4, 6, 1), pixels);
    assertClose(
        unsigned(ImageScaling.cover(image, 2, 3)), 80.51, 72.786, 134.286, 168.143, 83.357, 80.857);
    int[] larger = unsigned(ImageScaling.cover(image, 6, 9));
    assertClose(
        Arrays.copyOfRange(larger, 9, 18),
        111.0,
        65.5,
        26.167,
        50.833,
        75.5,
        100.167,
        124.833,
        149.5,
        168.0);
    int[] square = unsigned(ImageScaling.cover(image, 3, 3));
    assertClose(new int[] {square[1], square[4], square[7]}, 82.3, 41.5, 90.3);
    assertThat(ImageScaling.cover(image, 4, 6)).isEqualTo(pixels);
  }

  @Test
  void greySamplesAreReadAsStored() throws IOException {
    BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSample(1, 0, 0, 40);
    save(image, "one/a.png");
    assertThat(open("").pixel(0, 3)).isEqualTo(40);
    assertThat(open("").pixel(0, 5)).isEqualTo(40);
    BufferedImage deep = new BufferedImage(2, 2, BufferedImage.TYPE_USHORT_GRAY);
    deep.getRaster().setSample(1, 0, 0, 40 << 8 | 7);
    save(deep, "one/a.png");
    assertThat(open("").pixel(0, 3)).isEqualTo(40);
  }

  @Test
  void testImagesLieBesideTrainingImages() throws IOException {
    save(plain(2, 2, 1), "train/cat/a.png");
    save(plain(2, 2, 2), "train/dog/b.png");
    save(plain(2, 2, 3), "val/dog/c.png");
    assertThat(open("").size()).isEqualTo(2);
    ImageDataset test = ImageDatasets.openTest("folder:" + folder).orElseThrow();
    assertThat(test.size()).isEqualTo(1);
    assertThat(test.classNames()).containsExactly("cat", "dog");
    assertThat(test.label(0)).isEqualTo(1);
    save(plain(2, 2, 3), "val/cow/c.png");
    assertThatThrownBy(() -> ImageDatasets.openTest("folder:" + folder))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("cow' is no class");
  }

  @Test
  void trainMayBeAClass() throws IOException {
    save(plain(2, 2, 1), "train/a.png");
    save(plain(2, 2, 2), "bus/b.png");
    assertThat(open("").classNames()).containsExactly("bus", "train");
    assertThat(ImageDatasets.openTest("folder:" + folder)).isEmpty();
  }

  private ImageDataset open(String size) {
    return ImageDatasets.open("folder:" + folder + size);
  }

  private AbstractThrowableAssert<?, ? extends Throwable> refused(String size) {
    return assertThatThrownBy(() -> open(size)).isInstanceOf(ConfigurationException.class);
  }

  private static void assertClose(int[] values, double... expected) {
    assertThat(values).hasSameSizeAs(expected);
    for (int i = 0; i < values.length; i++) {
      assertThat((double) values[i]).isCloseTo(expected[i], within(0.501));
    }
  }

  private static int[] unsigned(byte[] bytes) {
    return IntStream.range(0, bytes.length).map(i -> bytes[i] & 0xFF).toArray();
  }

  private static BufferedImage plain(int width, int height, int rgb) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < width * height; i++) {
      image.setRGB(i % width, i / width, rgb);
    }
    return image;
  }

  private void save(BufferedImage image, String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    String format = name.substring(name.lastIndexOf('.') + 1);
    assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
  }
}
