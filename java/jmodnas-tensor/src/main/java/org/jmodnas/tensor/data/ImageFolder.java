package org.jmodnas.tensor.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.io.FileFailure;

/**
 * The files of images in one folder a class. Classes are in the order of their names. What is
 * hidden (its name begins with a point) is left out, and so are files of other names than those of
 * PNG, JPEG, BMP and GIF, and folders in class folders.
 *
 * @param folder that has the class folders
 * @param labels the class of each of one or more files
 */
record ImageFolder(Path folder, List<String> classes, List<Path> files, List<Integer> labels) {
  private static final String IMAGE = "(?i).*\\.(png|jpe?g|bmp|gif)";

  /** The files under {@code folder}, whose class folders are its classes and hold images. */
  static ImageFolder of(Path folder) {
    List<String> classes =
        visible(folder).stream().filter(Files::isDirectory).map(ImageFolder::name).toList();
    if (classes.isEmpty()) {
      throw new ConfigurationException(
          "'" + folder + "' has no class folders: expected one folder a class with its images");
    }
    ImageFolder images = of(folder, classes);
    List<String> complaints = new ArrayList<>();
    for (int label = 0; label < classes.size(); label++) {
      if (!images.labels.contains(label)) {
        complaints.add(
            "class folder '%s' has no PNG, JPEG, BMP or GIF files; add some or remove it"
                .formatted(folder.resolve(classes.get(label))));
      }
    }
    DamagedFiles.refuse(complaints, classes.size());
    return images;
  }

  /** The files under {@code folder} of known classes, of which some may have no images. */
  static ImageFolder of(Path folder, List<String> classes) {
    List<Path> files = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (Path entry : visible(folder)) {
      if (Files.isDirectory(entry)) {
        int label = classes.indexOf(name(entry));
        if (label < 0) {
          throw new ConfigurationException(
              "'%s' is no class of the training images; expected one of %s"
                  .formatted(entry, classes));
        }
        for (Path file : visible(entry)) {
          if (name(file).matches(IMAGE) && !Files.isDirectory(file)) {
            files.add(file);
            labels.add(label);
          }
        }
      }
    }
    if (files.isEmpty()) {
      throw new ConfigurationException(
          "'%s' has no images: expected one folder a class with PNG, JPEG, BMP or GIF files"
              .formatted(folder));
    }
    return new ImageFolder(folder, classes, files, labels);
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }

  private static List<Path> visible(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new ConfigurationException("'" + folder + "' is not a folder of class folders");
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> !name(entry).startsWith("."))
          .sorted(Comparator.comparing(ImageFolder::name))
          .toList();
    } catch (IOException e) {
      throw new ConfigurationException(
          "'%s' cannot be listed: %s".formatted(folder, FileFailure.reason(e)), e);
    }
  }
}
