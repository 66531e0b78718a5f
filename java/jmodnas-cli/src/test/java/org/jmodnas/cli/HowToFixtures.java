package org.jmodnas.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.jmodnas.hardware.ReferenceDevices;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.random.Philox;

/** Files of the names that the how-tos use, synthetic and small. */
final class HowToFixtures {
  private static final List<String> DEVICES =
      List.of("raspi4", "pixel2", "pixel3", "fpga", "1080ti_1");
  private static final Set<String> FAST = Set.of("fpga", "mine");
  private static final int IMAGES = 200;
  private static final int CIFAR_RECORD = 1 + 3 * 32 * 32;

  private final NasBench201Space space = new NasBench201Space();
  private final Path folder;

  private HowToFixtures(Path folder) {
    this.folder = folder;
  }

  /** Writes all files into {@code folder}. */
  static void write(Path folder, Philox random) throws IOException {
    HowToFixtures fixtures = new HowToFixtures(folder);
    fixtures.tables();
    fixtures.cifar(random);
    fixtures.photos(random);
    Files.writeString(folder.resolve("points.csv"), "0.2,0.7\n0.5,0.3\n");
    Files.writeString(folder.resolve("true.csv"), "0.1,0.7\n0.5,0.2\n");
    Files.writeString(folder.resolve("chosen.txt"), "9930\n55\n");
  }

  private void tables() throws IOException {
    table("latency.csv", DEVICES, "%s");
    table("hw.csv", DEVICES, "%1$s_latency_ms,%1$s_energy_mj");
    table("accuracy.csv", List.of("c10"), "%1$s_test,%1$s_valid_e12");
    table("proxies.csv", List.of("synflow"), "%1$s,jacov");
    table("robustness.csv", List.of("pgd"), "%s@Linf_eps-1.0");
    table("mine.csv", ReferenceDevices.ARCHITECTURES, List.of("mine"), "%s");
  }

  private void table(String name, List<String> devices, String columns) throws IOException {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < space.count(); i++) {
      all.add(i);
    }
    table(name, all, devices, columns);
  }

  /**
   * Numbers of 10 to 60 that grow with the operations of a cell, for each device in another way.
   */
  private void table(String name, List<Integer> rows, List<String> devices, String columns)
      throws IOException {
    String header =
        devices.stream().map(columns::formatted).collect(Collectors.joining(",", "index,", "\n"));
    List<String> names = List.of(header.strip().split(","));
    StringBuilder text = new StringBuilder(header);
    for (int row : rows) {
      text.append(row);
      for (int column = 1; column < names.size(); column++) {
        double value = value(space.architecture(row).choices(), column);
        text.append(',').append(FAST.contains(names.get(column)) ? value / 10 : value);
      }
      text.append('\n');
    }
    Files.writeString(folder.resolve(name), text);
  }

  private static double value(int[] choices, int column) {
    double value = 10;
    for (int edge = 0; edge < choices.length; edge++) {
      value += choices[edge] * (1 + (edge + column) % 3) * (choices[edge] == 3 ? 1 : 0.3);
    }
    return value;
  }

  private void cifar(Philox random) throws IOException {
    Path images = Files.createDirectories(folder.resolve("data/cifar-10-batches-bin"));
    for (String file : List.of("data_batch_1.bin", "test_batch.bin")) {
      byte[] records = new byte[IMAGES * CIFAR_RECORD];
      for (int i = 0; i < records.length; i++) {
        records[i] = (byte) (i % CIFAR_RECORD == 0 ? i / CIFAR_RECORD % 10 : random.nextInt(256));
      }
      Files.write(images.resolve(file), records);
    }
  }

  private void photos(Philox random) throws IOException {
    for (String part : List.of("train", "test")) {
      for (String label : List.of("cat", "dog")) {
        Path images =
            Files.createDirectories(folder.resolve("photos").resolve(part).resolve(label));
        for (int i = 0; i < IMAGES / 4; i++) {
          BufferedImage image = new BufferedImage(80, 60, BufferedImage.TYPE_INT_RGB);
          int[] colour = new int[80 * 60];
          Arrays.fill(colour, random.nextInt(1 << 24));
          image.setRGB(0, 0, 80, 60, colour, 0, 80);
          ImageIO.write(image, "png", images.resolve(i + ".png").toFile());
        }
      }
    }
  }
}
