package org.jmodnas.tensor.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.data.ImageDataset.ImageSize;
import org.jspecify.annotations.Nullable;

/** Reads all images of class folders, several at a time. */
final class ImageFolderReader {
  /** What a pixel takes while an image is decoded and copied, roughly. */
  private static final int BYTES_OF_PIXEL = 8;

  /** The part of the heap that images may take while they are decoded. */
  private static final int HEAP_PART = 4;

  private final ImageFolder folder;
  private final @Nullable ImageSize scaledTo;
  private final ImageSize size;
  private final byte[] pixels;

  /** Pixels that may be decoded at the same time; a large image waits for the others. */
  private final int mostPixels =
      (int) Math.min(Runtime.getRuntime().maxMemory() / HEAP_PART / BYTES_OF_PIXEL, 1 << 30);

  private final Semaphore undecoded = new Semaphore(mostPixels);

  private ImageFolderReader(ImageFolder folder, @Nullable ImageSize scaledTo, ImageSize size) {
    this.folder = folder;
    this.scaledTo = scaledTo;
    this.size = size;
    this.pixels =
        new byte
            [PixelMemory.require(
                folder.folder().toString(),
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
    ImageSize common = size == null ? firstSize(folder) : size;
    return new ImageFolderReader(folder, size, common).read();
  }

  /** The size of the first image that can be read. */
  private static ImageSize firstSize(ImageFolder folder) {
    List<String> complaints = new ArrayList<>();
    for (Path file : folder.files()) {
      try {
        return DecodedImage.sizeOf(file);
      } catch (ConfigurationException e) {
        complaints.add(String.valueOf(e.getMessage()));
      }
    }
    DamagedFiles.refuse(complaints, folder.files().size());
    throw new IllegalArgumentException("'" + folder.folder() + "' has no files");
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
      ImageSize own = DecodedImage.sizeOf(file);
      if (scaledTo == null && !own.equals(size)) {
        return "'%s' has %dx%d pixels; expected %dx%d as the first image. Give a common size, such as 'folder:PATH@64'"
            .formatted(file, own.height(), own.width(), size.height(), size.width());
      }
      int permits = Math.min(own.height() * own.width(), mostPixels);
      undecoded.acquireUninterruptibly(permits);
      try {
        byte[] values = DecodedImage.read(file).scaledTo(size).pixels();
        System.arraycopy(values, 0, pixels, index * values.length, values.length);
      } finally {
        undecoded.release(permits);
      }
      return "";
    } catch (ConfigurationException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
