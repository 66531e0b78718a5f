package org.jmodnas.cli.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.JModnasException;
import org.jmodnas.tensor.io.FileFailure;

/**
 * Brings a published archive into a folder and unpacks it there. What is unfinished has other names
 * than what is whole, so that a folder of images is there completely or not at all.
 */
final class DatasetFetch {
  private static final long MEBIBYTE = 1 << 20;

  private final PublishedArchive archive;
  private final Path folder;
  private final Download.Progress progress;

  DatasetFetch(PublishedArchive archive, Path folder, Download.Progress progress) {
    this.archive = archive;
    this.folder = folder;
    this.progress = progress;
  }

  /** Downloads, verifies and unpacks. */
  void run(Download download) throws InterruptedException {
    Path part = folder.resolve(archive.name() + ".tar.gz.part");
    prepare(part);
    download.run(part, archive.bytes(), progress);
    try {
      String found = sha256(part);
      if (!found.equals(archive.sha256())) {
        download.forget(part);
        throw new JModnasException(
            "What came from '%s' is not the published archive: expected SHA-256 '%s', got '%s'. It was removed. Fetch again, or from a mirror with '--url'"
                .formatted(download.source(), archive.sha256(), found));
      }
      unpack(part);
      download.forget(part);
    } catch (IOException e) {
      throw new JModnasException(
          "'%s' cannot be unpacked into '%s': %s".formatted(part, folder, FileFailure.reason(e)),
          e);
    }
  }

  private void prepare(Path part) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new ConfigurationException("'--out' cannot be made: '" + folder + "'", e);
    }
    try {
      long there = Files.exists(part) ? Files.size(part) : 0;
      long needed = archive.bytes() - there + archive.mostUnpacked();
      long free = Files.getFileStore(folder).getUsableSpace();
      if (free < needed) {
        throw new JModnasException(
            "'%s' needs %d MiB and has %d MiB. Make room or name another folder"
                .formatted(folder, needed / MEBIBYTE, free / MEBIBYTE));
      }
    } catch (IOException e) {
      throw new JModnasException("'" + folder + "' cannot be read: " + FileFailure.reason(e), e);
    }
  }

  private void unpack(Path part) throws IOException {
    Path unfinished = folder.resolve(archive.folder() + ".part");
    remove(unfinished);
    try {
      Files.createDirectory(unfinished);
      TarArchive.unpack(part, archive, unfinished);
      Files.move(unfinished, folder.resolve(archive.folder()), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      remove(unfinished);
    }
  }

  private static void remove(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> entries = Files.walk(tree)) {
      List<Path> innermostFirst = entries.sorted(Comparator.reverseOrder()).toList();
      for (Path entry : innermostFirst) {
        Files.delete(entry);
      }
    }
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(content, digest).transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
