package org.jmodnas.cli.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jmodnas.tensor.JModnasException;

/** Unpacks archives of plain files in one folder, and refuses all else that archives can hold. */
final class TarArchive {
  private static final int BUFFER = 1 << 16;
  private static final String NAME = "[A-Za-z0-9_-][A-Za-z0-9._-]*";

  private TarArchive() {}

  /**
   * Unpacks the files of {@code archive}'s folder.
   *
   * @param file a tar archive compressed with gzip
   * @param target an empty folder
   * @throws IOException if the archive is damaged or files cannot be written
   * @throws JModnasException if it holds anything but such files, or more of them than it should
   */
  static void unpack(Path file, PublishedArchive archive, Path target) throws IOException {
    long room = archive.mostUnpacked();
    try (TarArchiveInputStream entries =
        new TarArchiveInputStream(
            new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)), BUFFER))) {
      for (TarArchiveEntry entry = entries.getNextEntry();
          entry != null;
          entry = entries.getNextEntry()) {
        String name = nameInFolder(entry, archive);
        if (!name.isEmpty()) {
          room -= copy(entries, target.resolve(name), room);
        }
      }
    }
  }

  /** The name of a file within the folder; empty for the folder itself. */
  private static String nameInFolder(TarArchiveEntry entry, PublishedArchive archive) {
    String path = entry.getName();
    String inside = archive.folder() + "/";
    byte kind = entry.getLinkFlag();
    if (path.equals(inside) && kind == TarConstants.LF_DIR) {
      return "";
    }
    boolean plain = kind == TarConstants.LF_NORMAL || kind == TarConstants.LF_OLDNORM;
    if (plain && path.startsWith(inside) && path.substring(inside.length()).matches(NAME)) {
      return path.substring(inside.length());
    }
    throw new JModnasException(
        "The archive of '%s' is refused: expected plain files in '%s', got '%s'"
            .formatted(archive.name(), archive.folder(), path));
  }

  private static long copy(InputStream content, Path file, long room) throws IOException {
    long copied = 0;
    byte[] buffer = new byte[BUFFER];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        copied += read;
        if (copied > room) {
          throw new JModnasException(
              "The archive is refused: with '%s' it unpacks to more than it should"
                  .formatted(file.getFileName()));
        }
        out.write(buffer, 0, read);
      }
    }
    return copied;
  }
}
