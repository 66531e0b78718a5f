package org.jmodnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jmodnas.cli.data.DataCommand;
import org.jmodnas.cli.data.FileServer;
import org.jmodnas.cli.data.FileServer.Manner;
import org.jmodnas.cli.data.PublishedArchive;
import org.jmodnas.tensor.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class DataCommandTest {
  private static final String FOLDER = "tiny-bin";
  private static final long ROOM = 300_000;

  @TempDir Path folder;

  @Test
  void aSetOfImagesIsDescribed() throws IOException {
    CommandRun json = CommandRun.of("data", "check", "fashion-mnist", "--format", "json");
    assertThat(json.status()).isZero();
    JsonNode result = new ObjectMapper().readTree(json.out());
    assertThat(result.path("images").asInt()).isEqualTo(8000);
    assertThat(result.path("test_images").asInt()).isEqualTo(2000);
    assertThat(result.path("class_names").path(9).asText()).isEqualTo("Ankle boot");
    assertThat(result.path("class_images").path(9).asInt()).isEqualTo(800);
    assertThat(result.path("mean").path(0).asDouble()).isBetween(0.28, 0.29);
    CommandRun text = CommandRun.of("data", "check", "fashion-mnist");
    assertThat(text.out())
        .contains(result.path("sha256").asText())
        .containsPattern("(?m)^height +28$")
        .containsPattern("(?m)^class Ankle boot +800 and 200$");
    assertThat(text.err()).isEmpty();
  }

  @Test
  void imbalanceIsAWarningAndDamageAnError() throws IOException {
    byte[] records = new byte[3073 * 30];
    for (int i = 11; i < 30; i++) {
      records[i * 3073] = 9;
    }
    records[0] = 4;
    Path file = Files.write(folder.resolve("a.bin"), records);
    CommandRun run = CommandRun.of("data", "check", "cifar10:" + file);
    assertThat(run.status()).isZero();
    assertThat(run.err()).startsWith("warning: class '1' has 0 images, '9' 19").hasLineCount(1);
    Files.write(file, Arrays.copyOf(records, 100));
    CommandRun damaged = CommandRun.of("data", "check", "cifar10:" + file);
    assertThat(damaged.status()).isEqualTo(2);
    assertThat(damaged.err()).startsWith("error: '" + file + "'").hasLineCount(1);
  }

  @Test
  void anArchiveIsFetchedAndReadAsImages() throws IOException {
    byte[] archive = archive(cifar());
    try (FileServer server = new FileServer(archive)) {
      CommandRun run = fetch(pin(archive, server.uri()));
      assertThat(run.status()).as(run.err()).isZero();
      assertThat(run.out()).contains("--data cifar10:" + folder.resolve(FOLDER));
      assertThat(run.err()).contains("MiB");
      assertThat(CommandRun.of("data", "check", "cifar10:" + folder.resolve(FOLDER)).status())
          .isZero();
      assertThat(left()).containsExactly(FOLDER);
      assertThat(fetch(pin(archive, server.uri())).out()).contains("is there already");
      assertThat(server.ranges()).hasSize(1);
    }
  }

  @Test
  void anInterruptedDownloadGoesOn() throws IOException {
    byte[] archive = archive(cifar());
    try (FileServer server = new FileServer(archive)) {
      server.answer(Manner.CUT);
      CommandRun cut = fetch(pin(archive, server.uri()));
      assertThat(cut.status()).isEqualTo(1);
      assertThat(cut.err()).contains("Run the command again to go on");
      assertThat(left()).containsExactly("cifar10.tar.gz.part", "cifar10.tar.gz.part.etag");
      fetch(pin(archive, server.uri()));
      server.answer(Manner.WELL);
      assertThat(fetch(pin(archive, server.uri())).status()).isZero();
      long half = archive.length / 2;
      long quarter = half + (archive.length - half) / 2;
      assertThat(server.ranges())
          .containsExactly("", "bytes=" + half + "-", "bytes=" + quarter + "-");
      assertThat(left()).containsExactly(FOLDER);
    }
  }

  @ParameterizedTest
  @CsvSource({"WITHOUT_RANGES, 0", "WRONG_RANGE, 1"})
  void aServerWithoutRangesStartsAnew(Manner manner, int status) throws IOException {
    byte[] archive = archive(cifar());
    try (FileServer server = new FileServer(archive)) {
      server.answer(Manner.CUT);
      fetch(pin(archive, server.uri()));
      server.answer(manner);
      assertThat(fetch(pin(archive, server.uri())).status()).isEqualTo(status);
      server.answer(Manner.WELL);
      assertThat(fetch(pin(archive, server.uri())).status()).isZero();
    }
  }

  @Test
  void aFileThatChangedInBetweenIsFetchedAnew() throws IOException {
    byte[] archive = archive(cifar());
    byte[] other = archive.clone();
    other[other.length / 4] ^= 1;
    try (FileServer server = new FileServer(other)) {
      server.answer(Manner.CUT);
      fetch(pin(archive, server.uri()));
      server.answer(Manner.WELL);
      server.replace(archive);
      assertThat(fetch(pin(archive, server.uri())).status()).isZero();
    }
  }

  @Test
  void aWrongChecksumIsRefusedAndRemoved() throws IOException {
    byte[] archive = archive(cifar());
    byte[] other = archive.clone();
    other[other.length / 4] ^= 1;
    try (FileServer server = new FileServer(other)) {
      CommandRun run = fetch(pin(archive, server.uri()));
      assertThat(run.status()).isEqualTo(1);
      assertThat(run.err()).contains("SHA-256 '" + sha256(archive) + "'", sha256(other));
      assertThat(left()).isEmpty();
    }
  }

  @Test
  void whatIsNotThereOrHasAnotherLengthIsRefused() throws IOException {
    byte[] archive = archive(cifar());
    try (FileServer server = new FileServer(Arrays.copyOf(archive, archive.length - 1))) {
      assertThat(fetch(pin(archive, server.uri())).err())
          .contains("expected %d bytes, got %d".formatted(archive.length, archive.length - 1));
      server.answer(Manner.MISSING);
      assertThat(fetch(pin(archive, server.uri())).err()).contains("status 404", "--url");
      assertThat(left()).isEmpty();
    }
    CommandRun gone = fetch(pin(archive, URI.create("http://127.0.0.1:1/x")));
    assertThat(gone.status()).isEqualTo(1);
    assertThat(gone.err()).contains("No connection to 'http://127.0.0.1:1/x'");
  }

  @Test
  void aServerThatFallsSilentIsGivenUp() throws IOException {
    byte[] archive = archive(cifar());
    try (FileServer server = new FileServer(archive)) {
      server.answer(Manner.STALL);
      CommandRun run = fetch(pin(archive, server.uri()), "--timeout", "1");
      assertThat(run.status()).isEqualTo(1);
      assertThat(run.err()).contains("nothing came for 1 s");
      server.answer(Manner.WELL);
      assertThat(fetch(pin(archive, server.uri())).status()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil.bin",
        "/tmp/evil.bin",
        "tiny-bin/../../evil.bin",
        "tiny-bin/deep/evil.bin",
        "tiny-bin/.hidden",
        "tiny-bin/..",
        "tiny-bin-2/a.bin",
        "evil.bin"
      })
  void hostileNamesAreRefused(String name) throws IOException {
    assertRefused(archive(tar -> add(tar, new TarArchiveEntry(name, true), new byte[9])), name);
  }

  @Test
  void linksAndFloodsAndTornArchivesAreRefused() throws IOException {
    TarArchiveEntry link = new TarArchiveEntry("tiny-bin/link", TarConstants.LF_SYMLINK);
    link.setLinkName("/etc/passwd");
    assertRefused(archive(tar -> add(tar, link, new byte[0])), "tiny-bin/link");
    byte[] flood =
        archive(tar -> add(tar, new TarArchiveEntry("tiny-bin/a"), new byte[(int) ROOM + 1]));
    assertRefused(flood, "more than it should");
    byte[] whole = archive(cifar());
    assertRefused(Arrays.copyOf(whole, whole.length / 2), "cannot be unpacked");
  }

  @Test
  void whatCannotBeFetchedIsSaid() throws IOException {
    assertThat(CommandRun.of("data", "fetch", "imagenet", "--out", "x").err())
        .contains("'imagenet': expected one of cifar10, cifar100");
    for (String url : List.of("file:///etc/passwd", "nowhere", "http://", "a b")) {
      CommandRun run = CommandRun.of("data", "fetch", "cifar10", "--out", "x", "--url", url);
      assertThat(run.status()).as(url).isEqualTo(2);
      assertThat(run.err()).contains("'" + url + "'").hasLineCount(1);
    }
    Path file = Files.writeString(folder.resolve("file"), "");
    CommandRun run = CommandRun.of("data", "fetch", "cifar10", "--out", file.toString());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("'--out' cannot be made");
    PublishedArchive vast =
        new PublishedArchive("cifar10", URI.create("http://127.0.0.1:1/"), 1, "", "v", 1L << 60);
    assertThat(fetch(vast).err()).contains("Make room");
  }

  private void assertRefused(byte[] archive, String message) throws IOException {
    try (FileServer server = new FileServer(archive)) {
      CommandRun run = fetch(pin(archive, server.uri()));
      assertThat(run.status()).isEqualTo(1);
      assertThat(run.err()).contains(message);
      assertThat(left()).doesNotContain(FOLDER, FOLDER + ".part");
      assertThat(folder.resolveSibling("evil.bin")).doesNotExist();
    }
  }

  private CommandRun fetch(PublishedArchive archive, String... more) {
    CommandLine line = JModnas.commandLine(InputStream.nullInputStream());
    CommandLine data = DataCommand.over(List.of(archive));
    CommandLine.IExecutionExceptionHandler handler = line.getExecutionExceptionHandler();
    line.addSubcommand("fetched", data).setExecutionExceptionHandler(handler);
    Stream<String> arguments =
        Stream.of("fetched", "fetch", archive.name(), "--out", folder.toString());
    return CommandRun.execute(
        line, Stream.concat(arguments, Stream.of(more)).toArray(String[]::new));
  }

  private static PublishedArchive pin(byte[] archive, URI source) {
    return new PublishedArchive("cifar10", source, archive.length, sha256(archive), FOLDER, ROOM);
  }

  private List<String> left() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Filling {
    void fill(TarArchiveOutputStream tar) throws IOException;
  }

  private static byte[] archive(Filling filling) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      filling.fill(tar);
    }
    return bytes.toByteArray();
  }

  /** Two files of images that do not compress, and one of names. */
  private static Filling cifar() {
    byte[] records = new byte[40 * 3073];
    Philox random = new Philox(1, 2);
    for (int i = 0; i < records.length; i++) {
      records[i] = (byte) (i % 3073 == 0 ? i / 3073 % 10 : random.nextInt());
    }
    return tar -> {
      add(tar, new TarArchiveEntry("tiny-bin/"), new byte[0]);
      add(tar, new TarArchiveEntry("tiny-bin/data_batch_1.bin"), records);
      add(tar, new TarArchiveEntry("tiny-bin/test_batch.bin"), Arrays.copyOf(records, 30730));
      byte[] names = "name\n".repeat(10).getBytes(StandardCharsets.US_ASCII);
      add(tar, new TarArchiveEntry("tiny-bin/batches.meta.txt"), names);
    };
  }

  private static void add(TarArchiveOutputStream tar, TarArchiveEntry entry, byte[] content)
      throws IOException {
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }
}
