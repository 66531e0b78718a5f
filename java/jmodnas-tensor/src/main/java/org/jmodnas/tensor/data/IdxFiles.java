package org.jmodnas.tensor.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * IDX files of images and labels. Where their names have {@code train} in them, the files beside
 * them with {@code t10k} or {@code test} in its place have the test images.
 */
record IdxFiles(Path images, Path labels) implements ImageSource {
  private static final String TRAIN = "train";
  private static final List<String> TEST = List.of("t10k", "test");

  @Override
  public ImageDataset train() {
    DataFile labelFile = DataFile.of(labels);
    return IdxReader.read(DataFile.of(images), labelFile, IdxReader.classes(labelFile));
  }

  @Override
  public Optional<ImageDataset> test() {
    for (String part : TEST) {
      Path testImages = renamed(images, part);
      Path testLabels = renamed(labels, part);
      if (!testImages.equals(images) && Files.exists(testImages) && Files.exists(testLabels)) {
        return Optional.of(
            IdxReader.read(
                DataFile.of(testImages),
                DataFile.of(testLabels),
                IdxReader.classes(DataFile.of(labels))));
      }
    }
    return Optional.empty();
  }

  private static Path renamed(Path file, String part) {
    return file.resolveSibling(file.getFileName().toString().replace(TRAIN, part));
  }
}
