package org.jmodnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jmodnas.tensor.random.Philox;

/**
 * Files and folders that commands cannot use, and a run of moments that they can.
 *
 * @param folder where they are
 */
record BadInputFixture(Path folder) {
  private static final int IMAGES = 60;
  private static final int SIDE = 8;
  private static final long HUGE = 3L << 30;

  /** Makes all that cases share. */
  static BadInputFixture in(Path folder) throws IOException {
    BadInputFixture fixture = new BadInputFixture(folder);
    fixture.images();
    Path table = Files.move(SmallSearch.table(folder), folder.resolve("table.csv"));
    fixture.tables(table);
    fixture.oddFiles();
    fixture.documents();
    CommandRun search =
        SmallSearch.search(
            table,
            folder.resolve("run"),
            "--data=" + fixture.data(),
            "--steps=2",
            "--batch=8",
            "--unseen=c",
            "--evaluations=1");
    assertThat(search.status()).as(search.err()).isZero();
    assertThat(
            CommandRun.of(
                    "predictor",
                    "train",
                    "--metrics=" + table,
                    "--output=" + folder.resolve("prior.json"))
                .status())
        .isZero();
    return fixture;
  }

  /** What images the run has. */
  String data() {
    return "idx:" + folder.resolve("images") + "," + folder.resolve("labels");
  }

  private void images() throws IOException {
    ByteBuffer images = ByteBuffer.allocate(16 + IMAGES * SIDE * SIDE);
    images.putInt(0x803).putInt(IMAGES).putInt(SIDE).putInt(SIDE);
    Philox random = new Philox(1, 0);
    while (images.hasRemaining()) {
      images.put((byte) random.nextInt());
    }
    ByteBuffer labels = ByteBuffer.allocate(8 + IMAGES).putInt(0x801).putInt(IMAGES);
    for (int i = 0; i < IMAGES; i++) {
      labels.put((byte) (i % 3));
    }
    Files.write(folder.resolve("images"), images.array());
    Files.write(folder.resolve("labels"), labels.array());
    Files.write(folder.resolve("cut-images"), Arrays.copyOf(images.array(), 500));
    ByteBuffer claimed = ByteBuffer.allocate(16).putInt(0x803);
    claimed.putInt(Integer.MAX_VALUE).putInt(1 << 15).putInt(1 << 15);
    Files.write(folder.resolve("claimed-images"), claimed.array());
    Files.createDirectories(folder.resolve("photos/cat"));
    Files.write(folder.resolve("photos/cat/torn.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 1});
  }

  private void tables(Path table) throws IOException {
    String good = Files.readString(table);
    Files.writeString(folder.resolve("cut.csv"), good.substring(0, good.length() - 3));
    Files.writeString(folder.resolve("nan.csv"), "index,a,b,c\n0,1,NaN,3\n");
    Files.writeString(folder.resolve("negative.csv"), "index,a,b,c\n0,1,2,-3\n");
    Files.writeString(folder.resolve("narrow.csv"), "index,a,b,c\n0,1,2\n");
    Files.writeString(folder.resolve("beyond.csv"), "index,a,b,c\n15625,1,2,3\n");
    Files.writeString(folder.resolve("twice.csv"), "index,a,b,c\n0,1,2,3\n0,1,2,3\n");
    Files.writeString(folder.resolve("keyless.csv"), "name,a,b,c\n0,1,2,3\n");
    Files.writeString(folder.resolve("sparse.csv"), "index,a,b,c\n0,1,2,3\n");
    Files.writeString(folder.resolve("wide.csv"), "index" + ",x".repeat(100_000) + "\n0\n");
    Files.writeString(folder.resolve("points.csv"), "0.1,0.7\n0.5,0.2\n");
    Files.writeString(folder.resolve("odd-points.csv"), "0.1,0.7\n0.5\n");
    Files.writeString(folder.resolve("nan-points.csv"), "0.1,0.7\nNaN,0.2\n");
    Files.writeString(folder.resolve("archs"), "9930\n|none~0|\n");
  }

  private void oddFiles() throws IOException {
    Files.createFile(folder.resolve("empty"));
    Files.createDirectories(folder.resolve("none"));
    Files.createDirectories(folder.resolve("full"));
    Files.writeString(folder.resolve("full/precious"), "x");
    Files.writeString(folder.resolve("file"), "x");
    byte[] noise = new byte[4000];
    Philox random = new Philox(2, 0);
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (byte) random.nextInt();
    }
    Files.write(folder.resolve("noise"), noise);
    try (RandomAccessFile huge = new RandomAccessFile(folder.resolve("huge").toFile(), "rw")) {
      huge.setLength(HUGE);
    }
  }

  private void documents() throws IOException {
    Map<String, String> texts =
        Map.of(
            "unknown.yaml", "serch: {steps: 3}\n",
            "wrong.yaml", "search: {steps: many}\n",
            "torn.yaml", "search: {steps: 3\n",
            "list.json", "[1, 2]",
            "torn.json", "{\"a\":",
            "deep.json", "[".repeat(100_000));
    for (Map.Entry<String, String> text : texts.entrySet()) {
      Files.writeString(folder.resolve(text.getKey()), text.getValue());
    }
  }

  /**
   * A copy of the run of which a file is not what it was.
   *
   * @param file relative to the run
   * @param damage missing, empty, cut, noise, or the text that it holds instead
   */
  Path damaged(String file, String damage) throws IOException {
    Path copy = folder.resolve("damaged").resolve((file + "-" + damage).replaceAll("\\W+", "-"));
    if (Files.exists(copy)) {
      return copy;
    }
    copy(folder.resolve("run"), copy);
    if (!file.equals("model.safetensors")) {
      Path manifest = copy.resolve("manifest.json");
      String running = Files.readString(manifest).replace("\"finished\"", "\"interrupted\"");
      Files.writeString(manifest, running);
    }
    Path path = copy.resolve(file);
    switch (damage) {
      case "missing" -> Files.delete(path);
      case "empty" -> Files.write(path, new byte[0]);
      case "cut" -> {
        byte[] content = Files.readAllBytes(path);
        Files.write(path, Arrays.copyOf(content, content.length / 2));
      }
      case "noise" ->
          Files.copy(folder.resolve("noise"), Files.createDirectories(copy).resolve("x"));
      case "folder" -> {
        Files.deleteIfExists(path);
        Files.createDirectory(path);
      }
      default -> Files.writeString(path, damage.replace("\\n", "\n"));
    }
    if (damage.equals("noise")) {
      Files.move(copy.resolve("x"), path, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
    return copy;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> entries = Files.walk(from)) {
      for (Path entry : (Iterable<Path>) entries::iterator) {
        Path place = to.resolve(from.relativize(entry).toString());
        if (Files.isDirectory(entry)) {
          Files.createDirectories(place);
        } else {
          Files.copy(entry, place);
        }
      }
    }
  }

  /** Every file with its size and a sum of its content, every folder with nothing. */
  Map<String, String> snapshot() throws IOException {
    Map<String, String> snapshot = new TreeMap<>();
    try (Stream<Path> entries = Files.walk(folder)) {
      for (Path entry : (Iterable<Path>) entries::iterator) {
        if (!entry.endsWith(".lock")) {
          snapshot.put(folder.relativize(entry).toString(), described(entry));
        }
      }
    }
    return snapshot;
  }

  private static String described(Path entry) throws IOException {
    if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
      return "folder";
    }
    long size = Files.size(entry);
    CRC32 sum = new CRC32();
    if (size < HUGE) {
      sum.update(Files.readAllBytes(entry));
    }
    return size + " " + sum.getValue() + " " + Files.getLastModifiedTime(entry);
  }
}
