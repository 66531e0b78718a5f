package org.jmodnas.tensor.data;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.data.CifarBinaryReader.Format;

/** Opens a data set by a short specification, as the command line takes it. */
public final class ImageDatasets {
  /** The forms of a specification. */
  public static final String FORMS =
      "'fashion-mnist' (bundled), 'cifar10:PATH', 'cifar100:PATH', 'cifar100-coarse:PATH' (a file "
          + "or a folder of *.bin or *.bin.gz), 'idx:IMAGES,LABELS' or 'folder:PATH' (one folder a "
          + "class, or such folders in train/ and test/; 'folder:PATH@64' scales to 64x64, "
          + "'folder:PATH@48x64x1' to grey images of that height and width)";

  private ImageDatasets() {}

  /**
   * The training images that {@code specification} names.
   *
   * @throws ConfigurationException if it names none, or if files are missing, damaged or too large
   */
  public static ImageDataset open(String specification) {
    return source(specification).train();
  }

  /**
   * The test images that belong to {@link #open}'s, with the same classes, if there are any.
   *
   * @throws ConfigurationException as {@link #open}
   */
  public static Optional<ImageDataset> openTest(String specification) {
    return source(specification).test();
  }

  private static ImageSource source(String specification) {
    if (specification.equals("fashion-mnist")) {
      return FashionMnist.source();
    }
    int colon = Math.max(specification.indexOf(':'), 0);
    String place = specification.substring(Math.min(colon + 1, specification.length()));
    try {
      return switch (specification.substring(0, colon)) {
        case "cifar10" -> new CifarFiles(Format.CIFAR10, Path.of(place));
        case "cifar100" -> new CifarFiles(Format.CIFAR100, Path.of(place));
        case "cifar100-coarse" -> new CifarFiles(Format.CIFAR100_COARSE, Path.of(place));
        case "folder" -> ImageFolders.of(place);
        case "idx" -> idx(specification, place.split(",", -1));
        default -> throw unknown(specification);
      };
    } catch (InvalidPathException e) {
      throw new ConfigurationException(
          "Data set '" + specification + "' names no possible path: " + e.getReason(), e);
    }
  }

  private static ImageSource idx(String specification, String[] paths) {
    if (paths.length != 2) {
      throw unknown(specification);
    }
    return new IdxFiles(Path.of(paths[0]), Path.of(paths[1]));
  }

  private static ConfigurationException unknown(String specification) {
    return new ConfigurationException(
        "Unknown data set '" + specification + "': expected " + FORMS);
  }
}
