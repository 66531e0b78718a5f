package org.jmodnas.tensor.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jmodnas.tensor.ConfigurationException;

/** Opens a data set by a short specification, as the command line takes it. */
public final class ImageDatasets {
  /** The forms of a specification. */
  public static final String FORMS =
      "'fashion-mnist' (bundled), 'cifar10:PATH' (a file or a folder of *.bin or *.bin.gz), "
          + "'idx:IMAGES,LABELS' or 'folder:PATH' (one folder a class)";

  private static final String CIFAR = "cifar10:";
  private static final String IDX = "idx:";
  private static final String FOLDER = "folder:";

  private ImageDatasets() {}

  /** The training images that {@code specification} names. */
  public static ImageDataset open(String specification) {
    if (specification.equals("fashion-mnist")) {
      return FashionMnist.train();
    }
    if (specification.startsWith(CIFAR)) {
      return CifarBinaryReader.read(cifarFiles(Path.of(specification.substring(CIFAR.length()))));
    }
    if (specification.startsWith(IDX)) {
      String[] paths = specification.substring(IDX.length()).split(",", -1);
      if (paths.length == 2) {
        return IdxReader.read(DataFile.of(Path.of(paths[0])), DataFile.of(Path.of(paths[1])));
      }
    }
    if (specification.startsWith(FOLDER)) {
      return ImageFolderReader.read(Path.of(specification.substring(FOLDER.length())));
    }
    throw new ConfigurationException("Unknown data set '" + specification + "': expected " + FORMS);
  }

  private static List<DataFile> cifarFiles(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(DataFile.of(path));
    }
    try (Stream<Path> entries = Files.list(path)) {
      List<DataFile> files =
          entries
              .filter(entry -> entry.getFileName().toString().matches("(?!.*test).*\\.bin(\\.gz)?"))
              .sorted()
              .map(DataFile::of)
              .toList();
      if (files.isEmpty()) {
        throw new ConfigurationException(
            "'" + path + "' holds no *.bin or *.bin.gz file of training images");
      }
      return files;
    } catch (IOException e) {
      throw new ConfigurationException("'" + path + "' cannot be listed", e);
    }
  }
}
