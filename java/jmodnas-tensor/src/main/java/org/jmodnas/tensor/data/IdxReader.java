package org.jmodnas.tensor.data;

import java.nio.ByteBuffer;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.data.ImageDataset.ImageSize;

/** Images and labels in the IDX format of MNIST and its successors. */
public final class IdxReader {
  private static final int IMAGE_MAGIC = 0x00000803;
  private static final int LABEL_MAGIC = 0x00000801;
  private static final int IMAGE_HEADER = 16;
  private static final int LABEL_HEADER = 8;

  private IdxReader() {}

  /** Grey images with their labels; the classes are 0 … the highest label. */
  public static ImageDataset read(DataFile images, DataFile labels) {
    ByteBuffer imageBytes = open(images, IMAGE_MAGIC, IMAGE_HEADER, "images");
    ByteBuffer labelBytes = open(labels, LABEL_MAGIC, LABEL_HEADER, "labels");
    int count = imageBytes.getInt(4);
    int height = imageBytes.getInt(8);
    int width = imageBytes.getInt(12);
    requireLength(images, imageBytes, IMAGE_HEADER + (long) count * height * width);
    requireLength(labels, labelBytes, LABEL_HEADER + (long) labelBytes.getInt(4));
    if (labelBytes.getInt(4) != count) {
      throw new ConfigurationException(
          "'%s' has %d images but '%s' has %d labels; expected equal numbers"
              .formatted(images.name(), count, labels.name(), labelBytes.getInt(4)));
    }
    byte[] pixels = new byte[count * height * width];
    imageBytes.get(IMAGE_HEADER, pixels);
    int[] classes = new int[count];
    int highest = 0;
    for (int i = 0; i < count; i++) {
      classes[i] = labelBytes.get(LABEL_HEADER + i) & 0xFF;
      highest = Math.max(highest, classes[i]);
    }
    return new ImageDataset(new ImageSize(height, width, 1), highest + 1, pixels, classes);
  }

  private static ByteBuffer open(DataFile file, int magic, int header, String what) {
    byte[] content = file.read();
    if (content.length < header) {
      throw new ConfigurationException(
          "'%s' is truncated: expected IDX %s with a header of %d bytes, got %d bytes"
              .formatted(file.name(), what, header, content.length));
    }
    ByteBuffer bytes = ByteBuffer.wrap(content);
    if (bytes.getInt(0) != magic) {
      throw new ConfigurationException(
          "'%s' is not a file of IDX %s: expected magic number %08x, got %08x"
              .formatted(file.name(), what, magic, bytes.getInt(0)));
    }
    return bytes;
  }

  private static void requireLength(DataFile file, ByteBuffer bytes, long expected) {
    if (bytes.capacity() != expected || expected <= LABEL_HEADER) {
      throw new ConfigurationException(
          "'%s' is truncated, empty or too long: expected %d bytes by its header, got %d"
              .formatted(file.name(), expected, bytes.capacity()));
    }
  }
}
