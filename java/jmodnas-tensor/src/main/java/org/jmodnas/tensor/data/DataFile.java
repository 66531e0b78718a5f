package org.jmodnas.tensor.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jmodnas.tensor.ConfigurationException;

/** A file or class-path resource whose content may be gzipped, with its name for messages. */
public final class DataFile {
  private static final int MOST_TEXT = 1 << 20;
  private static final int GZIP_MAGIC = 0x1F8B;

  private final String name;
  private final Source source;

  private DataFile(String name, Source source) {
    this.name = name;
    this.source = source;
  }

  @FunctionalInterface
  private interface Source {
    InputStream open() throws IOException;
  }

  /** Makes something of the decompressed content. */
  @FunctionalInterface
  interface Parser<T> {
    T parse(InputStream content) throws IOException;
  }

  /** The file at {@code path}. */
  public static DataFile of(Path path) {
    return new DataFile(path.toString(), () -> Files.newInputStream(path));
  }

  /** The resource {@code name} beside {@code owner}. */
  static DataFile resource(Class<?> owner, String name) {
    return new DataFile(
        name,
        () -> {
          InputStream stream = owner.getResourceAsStream(name);
          if (stream == null) {
            throw new NoSuchFileException(name);
          }
          return stream;
        });
  }

  String name() {
    return name;
  }

  /** What {@code parser} makes of the content. */
  <T> T parse(Parser<T> parser) {
    try (InputStream raw = new BufferedInputStream(source.open())) {
      raw.mark(2);
      int magic = raw.read() << 8 | raw.read();
      raw.reset();
      return parser.parse(
          magic == GZIP_MAGIC ? new BufferedInputStream(new GZIPInputStream(raw)) : raw);
    } catch (NoSuchFileException e) {
      throw new ConfigurationException("'" + name + "' does not exist", e);
    } catch (IOException e) {
      throw new ConfigurationException(
          "'" + name + "' cannot be read: it is no file, or damaged or truncated gzip data", e);
    }
  }

  /** The lines of a text file that are not blank, of its first mebibyte. */
  List<String> lines() {
    return parse(
        content ->
            new String(content.readNBytes(MOST_TEXT), StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList());
  }
}
