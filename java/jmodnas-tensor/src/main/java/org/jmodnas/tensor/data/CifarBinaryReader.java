package org.jmodnas.tensor.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.data.ImageDataset.ImageSize;

/**
 * CIFAR-10 and CIFAR-100 in their binary version (Krizhevsky, 2009): a record an image, one or two
 * label bytes and 3,072 bytes of planar RGB.
 */
final class CifarBinaryReader {
  private static final ImageSize SIZE = new ImageSize(32, 32, 3);
  private static final int PLANE = 32 * 32;

  private final Format format;
  private final List<String> classNames;
  private final List<byte[]> contents = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();

  private CifarBinaryReader(Format format, List<String> classNames) {
    this.format = format;
    this.classNames = classNames;
  }

  /** Which labels a record has, and which of them is the class. */
  enum Format {
    /** CIFAR-10. */
    CIFAR10(1, 0, 10, "batches.meta.txt"),
    /** CIFAR-100 with its 100 fine classes. */
    CIFAR100(2, 1, 100, "fine_label_names.txt"),
    /** CIFAR-100 with its 20 superclasses. */
    CIFAR100_COARSE(2, 0, 20, "coarse_label_names.txt");

    private final int labelBytes;
    private final int labelByte;
    private final int classes;
    private final String nameFile;

    Format(int labelBytes, int labelByte, int classes, String nameFile) {
      this.labelBytes = labelBytes;
      this.labelByte = labelByte;
      this.classes = classes;
      this.nameFile = nameFile;
    }

    int classes() {
      return classes;
    }

    /** The file beside the images that has the names of the classes, one a line. */
    String nameFile() {
      return nameFile;
    }

    int record() {
      return labelBytes + SIZE.values();
    }
  }

  /**
   * The images of all files, in their order.
   *
   * @param classNames one for each class of {@code format}
   */
  static ImageDataset read(Format format, List<String> classNames, List<DataFile> files) {
    CifarBinaryReader reader = new CifarBinaryReader(format, classNames);
    for (DataFile file : files) {
      try {
        reader.contents.add(file.parse(content -> reader.records(file, content)));
      } catch (ConfigurationException e) {
        reader.complaints.add(e.getMessage());
      }
    }
    DamagedFiles.refuse(reader.complaints, files.size());
    return reader.dataset(files.get(0).name());
  }

  private byte[] records(DataFile file, InputStream stream) throws IOException {
    byte[] content = stream.readNBytes(PixelMemory.tooMany());
    PixelMemory.require(file.name(), content.length);
    if (content.length == 0 || content.length % format.record() != 0) {
      throw new ConfigurationException(
          "'%s' is empty, truncated or not %s binary: expected a multiple of %d bytes, got %d"
              .formatted(file.name(), format, format.record(), content.length));
    }
    for (int start = 0; start < content.length; start += format.record()) {
      int label = content[start + format.labelByte] & 0xFF;
      if (label >= format.classes) {
        throw new ConfigurationException(
            "'%s' record %d: expected a label 0 … %d, got '%d'"
                .formatted(file.name(), start / format.record(), format.classes - 1, label));
      }
    }
    return content;
  }

  private ImageDataset dataset(String name) {
    long count = contents.stream().mapToLong(content -> content.length / format.record()).sum();
    byte[] pixels = new byte[PixelMemory.require(name, count, SIZE.values())];
    int[] labels = new int[(int) count];
    int image = 0;
    for (byte[] content : contents) {
      for (int start = 0; start < content.length; start += format.record()) {
        labels[image] = content[start + format.labelByte] & 0xFF;
        interleave(content, start + format.labelBytes, pixels, image * SIZE.values());
        image++;
      }
    }
    return ImageDataset.owning(SIZE, classNames, pixels, labels);
  }

  private static void interleave(byte[] planar, int from, byte[] pixels, int to) {
    for (int channel = 0; channel < SIZE.channels(); channel++) {
      for (int i = 0; i < PLANE; i++) {
        pixels[to + i * SIZE.channels() + channel] = planar[from + channel * PLANE + i];
      }
    }
  }
}
