package org.jmodnas.tensor.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.data.ImageDataset.ImageSize;
import org.jspecify.annotations.Nullable;

/** Reads all images of class folders. */
final class ImageFolderReader {
  private final ImageFolder folder;
  private final @Nullable ImageSize scaledTo;
  private final ImageSize size;
  private final byte[] pixels;

  private ImageFolderReader(ImageFolder folder, @Nullable ImageSize scaledTo, ImageSize size) {
    this.folder = folder;
    this.scaledTo = scaledTo;
    this.size = size;
    this.pixels =
        new byte
            [PixelMemory.require(
                Objects.requireNonNull(folder.files().get(0).getParent()).toString(),
                folder.files().size(),
                size.height(),
                size.width(),
                size.channels())];
  }

  /**
   * The images of {@code folder}.
   *
   * @param size what they are scaled to, or null if all must be as large as the first and are read
   *     as RGB
   */
  static ImageDataset read(ImageFolder folder, @Nullable ImageSize size) {
    ImageSize common = size == null ? DecodedImage.read(folder.files().get(0)).size() : size;
    return new ImageFolderReader(folder, size, common).read();
  }

  private ImageDataset read() {
    List<String> complaints =
        IntStream.range(0, folder.files().size())
            .parallel()
            .mapToObj(this::complaint)
            .filter(complaint -> !complaint.isEmpty())
            .toList();
    DamagedFiles.refuse(complaints, folder.files().size());
    int[] labels = folder.labels().stream().mapToInt(Integer::intValue).toArray();
    return ImageDataset.owning(size, folder.classes(), pixels, labels);
  }

  /** Reads file {@code index}; what is wrong with it, or nothing. */
  private String complaint(int index) {
    Path file = folder.files().get(index);
    try {
      DecodedImage image = DecodedImage.read(file);
      if (scaledTo == null && !image.size().equals(size)) {
        return "'%s' has %dx%d pixels; expected %dx%d as the first image. Give a common size, such as 'folder:PATH@64'"
            .formatted(
                file, image.size().height(), image.size().width(), size.height(), size.width());
      }
      byte[] values = image.scaledTo(size).pixels();
      System.arraycopy(values, 0, pixels, index * values.length, values.length);
      return "";
    } catch (ConfigurationException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
