package org.jmodnas.tensor.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.data.ImageDataset.ImageSize;

/**
 * Images and labels in the IDX format of MNIST and its successors: a magic number of which the last
 * byte is the number of extents, the extents, and bytes.
 */
final class IdxReader {
  private static final int BYTES_OF = 0x00000800;
  private static final int GREY_RANK = 3;
  private static final int COLOUR_RANK = 4;
  private static final int LABEL_RANK = 1;

  private IdxReader() {}

  /** Images without labels. */
  private record Images(int count, ImageSize size, byte[] pixels) {}

  /**
   * Images with their labels: grey ones (count, height, width), or (count, height, width, channels)
   * with 1 or 3 channels.
   *
   * @param classes how many there are
   */
  static ImageDataset read(DataFile images, DataFile labels, int classes) {
    Images read = images.parse(content -> images(images.name(), content));
    int[] ofImages = labels(labels);
    if (ofImages.length != read.count) {
      throw new ConfigurationException(
          "'%s' has %d images but '%s' has %d labels; expected equal numbers"
              .formatted(images.name(), read.count, labels.name(), ofImages.length));
    }
    int highest = Arrays.stream(ofImages).max().orElse(0);
    if (highest >= classes) {
      throw new ConfigurationException(
          "'%s' has the label '%d'; expected labels 0 … %d, as the training images have"
              .formatted(labels.name(), highest, classes - 1));
    }
    return ImageDataset.owning(read.size, ImageDataset.numbered(classes), read.pixels, ofImages);
  }

  /** The number of classes of a label file: they are 0 … the highest label. */
  static int classes(DataFile labels) {
    return Arrays.stream(labels(labels)).max().orElse(0) + 1;
  }

  private static Images images(String name, InputStream content) throws IOException {
    int magic = integer(name, content);
    int rank = magic == (BYTES_OF | COLOUR_RANK) ? COLOUR_RANK : GREY_RANK;
    requireMagic(name, magic, rank);
    int[] extents = extents(name, content, rank);
    int channels = rank == COLOUR_RANK ? extents[GREY_RANK] : 1;
    if (channels != 1 && channels != 3) {
      throw new ConfigurationException(
          "'%s' has '%d' channels; expected (count, height, width, channels) with 1 or 3"
              .formatted(name, channels));
    }
    byte[] pixels =
        content(
            name, content, PixelMemory.require(name, extents[0], extents[1], extents[2], channels));
    return new Images(extents[0], new ImageSize(extents[1], extents[2], channels), pixels);
  }

  private static int[] labels(DataFile file) {
    return file.parse(
        content -> {
          requireMagic(file.name(), integer(file.name(), content), LABEL_RANK);
          int count = extents(file.name(), content, LABEL_RANK)[0];
          byte[] bytes = content(file.name(), content, PixelMemory.require(file.name(), count));
          int[] labels = new int[count];
          Arrays.setAll(labels, i -> bytes[i] & 0xFF);
          return labels;
        });
  }

  private static void requireMagic(String name, int magic, int rank) {
    if (magic != (BYTES_OF | rank)) {
      throw new ConfigurationException(
          "'%s' is not a file of IDX %s: expected magic number %08x, got %08x"
              .formatted(name, rank == LABEL_RANK ? "labels" : "images", BYTES_OF | rank, magic));
    }
  }

  private static int[] extents(String name, InputStream content, int rank) throws IOException {
    int[] extents = new int[rank];
    for (int i = 0; i < rank; i++) {
      extents[i] = integer(name, content);
      if (extents[i] < 1) {
        throw new ConfigurationException(
            "'%s' is empty or damaged: expected extents of at least 1, got '%d'"
                .formatted(name, extents[i]));
      }
    }
    return extents;
  }

  private static int integer(String name, InputStream content) throws IOException {
    byte[] bytes = content.readNBytes(Integer.BYTES);
    if (bytes.length < Integer.BYTES) {
      throw new ConfigurationException(
          "'" + name + "' is truncated: it ends within the header that IDX files have");
    }
    return ByteBuffer.wrap(bytes).getInt();
  }

  /** The rest of the file; memory is taken as it is read, not as the header claims. */
  private static byte[] content(String name, InputStream content, int expected) throws IOException {
    byte[] bytes = content.readNBytes(expected);
    if (bytes.length < expected || content.read() >= 0) {
      throw new ConfigurationException(
          "'%s' is truncated or too long: expected %d bytes behind its header, got %s"
              .formatted(name, expected, bytes.length < expected ? bytes.length : "more"));
    }
    return bytes;
  }
}
