package org.jmodnas.tensor.data;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.data.ImageDataset.ImageSize;

/**
 * Images in one folder a class: PNG, JPEG, BMP or GIF files of one size, read as RGB. Classes are
 * numbered by the alphabetical order of their folders.
 */
public final class ImageFolderReader {
  private static final int CHANNELS = 3;
  private static final String IMAGE = "(?i).*\\.(png|jpe?g|bmp|gif)";

  private final List<byte[]> images = new ArrayList<>();
  private final List<Integer> labels = new ArrayList<>();
  private int width;
  private int height;

  private ImageFolderReader() {}

  /** The images under {@code folder}. */
  public static ImageDataset read(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new ConfigurationException("'" + folder + "' is not a folder of class folders");
    }
    List<Path> classes = entries(folder).stream().filter(Files::isDirectory).toList();
    ImageFolderReader reader = new ImageFolderReader();
    for (int label = 0; label < classes.size(); label++) {
      for (Path file : entries(classes.get(label))) {
        if (file.toString().matches(IMAGE)) {
          reader.add(file, label);
        }
      }
    }
    if (reader.images.isEmpty()) {
      throw new ConfigurationException(
          "'"
              + folder
              + "' holds no images: expected one folder a class with PNG, JPEG, BMP or GIF");
    }
    return reader.dataset(classes.size());
  }

  private void add(Path file, int label) {
    BufferedImage image = open(file);
    if (images.isEmpty()) {
      width = image.getWidth();
      height = image.getHeight();
    }
    if (image.getWidth() != width || image.getHeight() != height) {
      throw new ConfigurationException(
          "'%s' has %dx%d pixels; expected %dx%d as the first image. Scale all images to one size"
              .formatted(file, image.getWidth(), image.getHeight(), width, height));
    }
    byte[] pixels = new byte[width * height * CHANNELS];
    boolean grey =
        image.getRaster().getNumBands() == 1
            && image.getSampleModel().getSampleSize(0) == Byte.SIZE
            && !(image.getColorModel() instanceof IndexColorModel);
    for (int i = 0; i < width * height; i++) {
      if (grey) {
        // getRGB would apply a gamma curve to grey samples.
        byte sample = (byte) image.getRaster().getSample(i % width, i / width, 0);
        Arrays.fill(pixels, i * CHANNELS, (i + 1) * CHANNELS, sample);
        continue;
      }
      int rgb = image.getRGB(i % width, i / width);
      pixels[i * CHANNELS] = (byte) (rgb >> 16);
      pixels[i * CHANNELS + 1] = (byte) (rgb >> 8);
      pixels[i * CHANNELS + 2] = (byte) rgb;
    }
    images.add(pixels);
    labels.add(label);
  }

  private ImageDataset dataset(int classes) {
    int values = width * height * CHANNELS;
    byte[] pixels = new byte[Math.multiplyExact(images.size(), values)];
    for (int i = 0; i < images.size(); i++) {
      System.arraycopy(images.get(i), 0, pixels, i * values, values);
    }
    return new ImageDataset(
        new ImageSize(height, width, CHANNELS),
        classes,
        pixels,
        labels.stream().mapToInt(Integer::intValue).toArray());
  }

  private static BufferedImage open(Path file) {
    try {
      BufferedImage image = ImageIO.read(file.toFile());
      if (image == null) {
        throw new ConfigurationException("'" + file + "' is not a readable image");
      }
      return image;
    } catch (IOException e) {
      throw new ConfigurationException("'" + file + "' is damaged or no image", e);
    }
  }

  private static List<Path> entries(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new ConfigurationException("'" + folder + "' cannot be listed", e);
    }
  }
}
