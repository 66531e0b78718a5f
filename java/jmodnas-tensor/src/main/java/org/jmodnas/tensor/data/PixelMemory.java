package org.jmodnas.tensor.data;

import org.jmodnas.tensor.ConfigurationException;

/** The memory for all pixels of a data set, asked for before anything large is allocated. */
final class PixelMemory {
  private static final long MEBIBYTE = 1 << 20;

  /** Some virtual machines have no longer arrays. */
  private static final long LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  /** Images are held while they are read, and in a search a second time, split into parts. */
  private static final int COPIES = 3;

  private PixelMemory() {}

  /**
   * The number of bytes of {@code extents}' product.
   *
   * @param name of the data, for the message
   * @throws ConfigurationException if they do not fit into an array or into this virtual machine
   */
  static int require(String name, long... extents) {
    long bytes = product(extents);
    if (bytes > LONGEST_ARRAY) {
      throw new ConfigurationException(
          "'%s' has more than 2 GiB of pixels; expected less. Scale images down ('folder:PATH@64') or take fewer"
              .formatted(name));
    }
    long heap = Runtime.getRuntime().maxMemory();
    if (bytes > heap / COPIES) {
      throw new ConfigurationException(
          "'%s' has %d MiB of pixels; Java's heap of %d MiB takes a third of itself. Give Java more memory (JMODNAS_JAVA_OPTS=-Xmx8g), scale images down ('folder:PATH@64') or take fewer"
              .formatted(name, bytes / MEBIBYTE, heap / MEBIBYTE));
    }
    return (int) bytes;
  }

  /** A number of bytes that {@link #require} refuses and that no more need be read of. */
  static int tooMany() {
    return (int) Math.min(LONGEST_ARRAY, Runtime.getRuntime().maxMemory() / COPIES + 1);
  }

  /** The product of numbers from 0, or the largest number where it is larger. */
  private static long product(long[] factors) {
    long product = 1;
    for (long factor : factors) {
      if (Math.multiplyHigh(product, factor) != 0 || product * factor < 0) {
        return Long.MAX_VALUE;
      }
      product *= factor;
    }
    return product;
  }
}
