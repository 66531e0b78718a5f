package org.jmodnas.tensor.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.data.ImageDataset.ImageSize;

/**
 * The pixels of one image, bytes in (height, width, channels) order. Transparency is left out.
 *
 * @param size with one channel or three
 */
record DecodedImage(ImageSize size, byte[] pixels) {
  private static final List<String> FORMATS = List.of("png", "jpeg", "bmp", "gif");
  private static final long MOST_PIXELS = 1L << 26;
  private static final int COLOURS = 3;
  private static final int[] LUMA = {299, 587, 114};
  private static final int LUMA_SUM = 1000;

  /** Reads something of an image. */
  @FunctionalInterface
  private interface Reading<T> {
    T of(ImageReader reader) throws IOException;
  }

  /** The extents of the image in {@code file} by its header, with three channels. */
  static ImageSize sizeOf(Path file) {
    return read(
        file,
        reader -> {
          int height = reader.getHeight(0);
          int width = reader.getWidth(0);
          if ((long) height * width > MOST_PIXELS) {
            throw damaged(
                file,
                "claims %dx%d pixels; at most %d are read".formatted(height, width, MOST_PIXELS));
          }
          return new ImageSize(height, width, COLOURS);
        });
  }

  /** The image in {@code file}, with three channels. */
  static DecodedImage read(Path file) {
    return read(
        file,
        reader -> {
          AtomicBoolean truncated = new AtomicBoolean();
          reader.addIIOReadWarningListener(
              (source, warning) -> {
                // A JPEG that ends early is else filled up with grey.
                if (warning.toLowerCase(Locale.ROOT).contains("premature end")) {
                  truncated.set(true);
                }
              });
          BufferedImage image = reader.read(0);
          if (truncated.get()) {
            throw damaged(file, "is truncated");
          }
          return of(image);
        });
  }

  private static <T> T read(Path file, Reading<T> reading) {
    try {
      if (Files.size(file) == 0) {
        throw damaged(file, "is empty");
      }
      try (ImageInputStream input = ImageIO.createImageInputStream(file.toFile())) {
        if (input == null) {
          throw damaged(file, "cannot be opened");
        }
        ImageReader reader = reader(file, input);
        try {
          reader.setInput(input, true, true);
          return reading.of(reader);
        } finally {
          reader.dispose();
        }
      }
    } catch (ConfigurationException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Decoders answer damage with exceptions of many kinds.
      throw new ConfigurationException("'%s' is damaged (%s)".formatted(file, e.getMessage()), e);
    }
  }

  private static ImageReader reader(Path file, ImageInputStream input) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
        return reader;
      }
    }
    throw damaged(file, "is no PNG, JPEG, BMP or GIF");
  }

  private static ConfigurationException damaged(Path file, String what) {
    return new ConfigurationException("'" + file + "' " + what);
  }

  private static DecodedImage of(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] pixels = new byte[width * height * COLOURS];
    boolean grey =
        image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY
            && !(image.getColorModel() instanceof IndexColorModel);
    Raster raster = image.getRaster();
    int bits = image.getSampleModel().getSampleSize(0);
    for (int i = 0; i < width * height; i++) {
      if (grey) {
        // getRGB would apply a gamma curve to grey samples.
        int sample = raster.getSample(i % width, i / width, 0);
        byte value = (byte) (bits > Byte.SIZE ? sample >> (bits - Byte.SIZE) : sample);
        Arrays.fill(pixels, i * COLOURS, (i + 1) * COLOURS, value);
        continue;
      }
      int rgb = image.getRGB(i % width, i / width);
      pixels[i * COLOURS] = (byte) (rgb >> 16);
      pixels[i * COLOURS + 1] = (byte) (rgb >> 8);
      pixels[i * COLOURS + 2] = (byte) rgb;
    }
    return new DecodedImage(new ImageSize(height, width, COLOURS), pixels);
  }

  /** The image with this size and number of channels. */
  DecodedImage scaledTo(ImageSize target) {
    DecodedImage coloured = target.channels() == COLOURS ? this : grey();
    return coloured.size.equals(target)
        ? coloured
        : new DecodedImage(target, ImageScaling.cover(coloured, target.height(), target.width()));
  }

  /** The luma of each pixel (ITU-R BT.601). */
  private DecodedImage grey() {
    byte[] luma = new byte[size.height() * size.width()];
    for (int i = 0; i < luma.length; i++) {
      int sum = LUMA_SUM / 2;
      for (int channel = 0; channel < COLOURS; channel++) {
        sum += LUMA[channel] * (pixels[i * COLOURS + channel] & 0xFF);
      }
      luma[i] = (byte) (sum / LUMA_SUM);
    }
    return new DecodedImage(new ImageSize(size.height(), size.width(), 1), luma);
  }
}
