package org.jmodnas.tensor.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.data.ImageDataset.ImageSize;
import org.jmodnas.tensor.io.FileFailure;
import org.jspecify.annotations.Nullable;

/**
 * Class folders of images, or a folder with those of training images in {@code train} and perhaps
 * those of test images in {@code test} or {@code val}.
 *
 * @param size what images are scaled to; null if they have one size, and colours
 */
record ImageFolders(Path folder, @Nullable ImageSize size) implements ImageSource {
  private static final Pattern SIZED = Pattern.compile("(.*[^/])@(\\d+)(?:x(\\d+)(?:x(\\d+))?)?");
  private static final String TRAIN = "train";
  private static final List<String> TEST = List.of("test", "val");
  private static final int MOST = 4096;

  /** The folder of {@code PATH}, {@code PATH@SIDE}, {@code PATH@HxW} or {@code PATH@HxWxC}. */
  static ImageFolders of(String place) {
    Matcher sized = SIZED.matcher(place);
    if (!sized.matches()) {
      return new ImageFolders(Path.of(place), null);
    }
    int height = extent(place, sized.group(2));
    int width = sized.group(3) == null ? height : extent(place, sized.group(3));
    String channels = sized.group(4) == null ? "3" : sized.group(4);
    if (!channels.equals("1") && !channels.equals("3")) {
      throw new ConfigurationException(
          "'folder:%s': expected 1 channel (grey) or 3, got '%s'".formatted(place, channels));
    }
    return new ImageFolders(
        Path.of(sized.group(1)), new ImageSize(height, width, Integer.parseInt(channels)));
  }

  private static int extent(String place, String digits) {
    if (digits.length() > 4 || Integer.parseInt(digits) < 1 || Integer.parseInt(digits) > MOST) {
      throw new ConfigurationException(
          "'folder:%s': expected a height and width of 1 … %d pixels, got '%s'"
              .formatted(place, MOST, digits));
    }
    return Integer.parseInt(digits);
  }

  @Override
  public ImageDataset train() {
    return ImageFolderReader.read(ImageFolder.of(training()), size);
  }

  @Override
  public Optional<ImageDataset> test() {
    if (!isSplit()) {
      return Optional.empty();
    }
    List<String> classes = ImageFolder.of(training()).classes();
    return TEST.stream()
        .map(folder::resolve)
        .filter(Files::isDirectory)
        .findFirst()
        .map(part -> ImageFolderReader.read(ImageFolder.of(part, classes), size));
  }

  private Path training() {
    return isSplit() ? folder.resolve(TRAIN) : folder;
  }

  /** Whether {@code train} holds class folders; it may be a class itself. */
  private boolean isSplit() {
    Path train = folder.resolve(TRAIN);
    if (!Files.isDirectory(train)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(train)) {
      return entries.anyMatch(Files::isDirectory);
    } catch (IOException e) {
      throw new ConfigurationException(
          "'%s' cannot be listed: %s".formatted(train, FileFailure.reason(e)), e);
    }
  }
}
