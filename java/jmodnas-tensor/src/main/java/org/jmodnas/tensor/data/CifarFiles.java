package org.jmodnas.tensor.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.data.CifarBinaryReader.Format;
import org.jmodnas.tensor.io.FileFailure;

/**
 * CIFAR in a file or in a folder of {@code *.bin} and {@code *.bin.gz}, where the names of files of
 * test images have {@code test} in them.
 */
record CifarFiles(Format format, Path path) implements ImageSource {
  private static final String BINARY = ".*\\.bin(\\.gz)?";
  private static final String TEST = ".*test.*";

  @Override
  public ImageDataset train() {
    if (!Files.isDirectory(path)) {
      return read(List.of(path));
    }
    List<Path> files = binaries(name -> !name.matches(TEST));
    if (files.isEmpty()) {
      throw new ConfigurationException(
          "'" + path + "' holds no *.bin or *.bin.gz file of training images");
    }
    return read(files);
  }

  @Override
  public Optional<ImageDataset> test() {
    if (!Files.isDirectory(path)) {
      return Optional.empty();
    }
    List<Path> files = binaries(name -> name.matches(TEST));
    return files.isEmpty() ? Optional.empty() : Optional.of(read(files));
  }

  private ImageDataset read(List<Path> files) {
    return CifarBinaryReader.read(format, classNames(), files.stream().map(DataFile::of).toList());
  }

  /** The names that lie beside the images, or numbers. */
  private List<String> classNames() {
    Path file = path.resolve(format.nameFile());
    if (Files.isRegularFile(file)) {
      List<String> names = DataFile.of(file).lines();
      if (names.size() == format.classes()) {
        return names;
      }
    }
    return ImageDataset.numbered(format.classes());
  }

  private List<Path> binaries(Predicate<String> wanted) {
    try (Stream<Path> entries = Files.list(path)) {
      return entries
          .filter(
              entry -> {
                String name = entry.getFileName().toString();
                return name.matches(BINARY) && wanted.test(name);
              })
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new ConfigurationException(
          "'%s' cannot be listed: %s".formatted(path, FileFailure.reason(e)), e);
    }
  }
}
