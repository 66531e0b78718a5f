package org.jmodnas.tensor.data;

import java.util.List;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.data.ImageDataset.ImageSize;

/** CIFAR-10 in its binary version: one label byte and 3,072 bytes of planar RGB an image. */
public final class CifarBinaryReader {
  private static final int SIDE = 32;
  private static final int CHANNELS = 3;
  private static final int PLANE = SIDE * SIDE;
  private static final int RECORD = 1 + CHANNELS * PLANE;
  private static final int CLASSES = 10;

  private CifarBinaryReader() {}

  /** The images of all files, in their order. */
  public static ImageDataset read(List<DataFile> files) {
    byte[][] contents = new byte[files.size()][];
    int count = 0;
    for (int i = 0; i < contents.length; i++) {
      contents[i] = records(files.get(i));
      count += contents[i].length / RECORD;
    }
    byte[] pixels = new byte[count * CHANNELS * PLANE];
    int[] labels = new int[count];
    int image = 0;
    for (int i = 0; i < contents.length; i++) {
      for (int start = 0; start < contents[i].length; start += RECORD) {
        labels[image] = label(files.get(i), contents[i][start], start / RECORD);
        interleave(contents[i], start + 1, pixels, image * CHANNELS * PLANE);
        image++;
      }
    }
    return new ImageDataset(new ImageSize(SIDE, SIDE, CHANNELS), CLASSES, pixels, labels);
  }

  private static byte[] records(DataFile file) {
    byte[] content = file.read();
    if (content.length == 0 || content.length % RECORD != 0) {
      throw new ConfigurationException(
          "'%s' is empty, truncated or not CIFAR-10 binary: expected a multiple of %d bytes, got %d"
              .formatted(file.name(), RECORD, content.length));
    }
    return content;
  }

  private static int label(DataFile file, byte value, int record) {
    if (value < 0 || value >= CLASSES) {
      throw new ConfigurationException(
          "'%s' record %d: expected a label 0 … %d, got '%d'"
              .formatted(file.name(), record, CLASSES - 1, value & 0xFF));
    }
    return value;
  }

  private static void interleave(byte[] planar, int from, byte[] pixels, int to) {
    for (int channel = 0; channel < CHANNELS; channel++) {
      for (int i = 0; i < PLANE; i++) {
        pixels[to + i * CHANNELS + channel] = planar[from + channel * PLANE + i];
      }
    }
  }
}
