package org.jmodnas.tensor.random;

/**
 * Philox4x32-10, a counter-based random generator (Salmon et al., "Parallel random numbers: as easy
 * as 1, 2, 3", SC 2011).
 *
 * <p>A stream is named by a 64-bit key and a 64-bit stream number; its state is the number of draws
 * made. Streams of different names are independent, so work that is split over threads draws the
 * same numbers whatever the split. Not thread-safe: one instance belongs to one thread.
 */
public final class Philox {
  private static final int MULTIPLIER_0 = 0xD2511F53;
  private static final int MULTIPLIER_1 = 0xCD9E8D57;
  private static final int WEYL_0 = 0x9E3779B9;
  private static final int WEYL_1 = 0xBB67AE85;
  private static final int ROUNDS = 10;
  private static final float FLOAT_UNIT = 0x1p-24f;
  private static final double DOUBLE_UNIT = 0x1p-53;

  private final long key;
  private final long stream;
  private long position;
  private final int[] block = new int[4];
  private long blockIndex = -1;

  /** The stream {@code stream} of generator {@code key}, at its beginning. */
  public Philox(long key, long stream) {
    this.key = key;
    this.stream = stream;
  }

  /** An independent stream derived from this one's name and {@code child}, at its beginning. */
  public Philox split(long child) {
    int[] mixed = new int[4];
    encrypt(child, ~stream, key, mixed);
    return new Philox(join(mixed[0], mixed[1]), join(mixed[2], mixed[3]));
  }

  /** The key, the first half of this stream's name. */
  public long key() {
    return key;
  }

  /** The stream number, the second half of this stream's name. */
  public long stream() {
    return stream;
  }

  /** Number of 32-bit draws made so far. */
  public long position() {
    return position;
  }

  /** Continues at a position read from {@link #position()}. */
  public void seek(long newPosition) {
    if (newPosition < 0) {
      throw new IllegalArgumentException("A stream position is at least 0, got " + newPosition);
    }
    position = newPosition;
  }

  /** The next 32 random bits. */
  public int nextInt() {
    long wanted = position >>> 2;
    if (wanted != blockIndex) {
      encrypt(wanted, stream, key, block);
      blockIndex = wanted;
    }
    return block[(int) (position++ & 3)];
  }

  /** Uniform in {0, …, bound − 1}, without bias. */
  public int nextInt(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("A bound is at least 1, got " + bound);
    }
    long product = Integer.toUnsignedLong(nextInt()) * bound;
    int low = (int) product;
    if (Integer.compareUnsigned(low, bound) < 0) {
      int threshold = Integer.remainderUnsigned(-bound, bound);
      while (Integer.compareUnsigned(low, threshold) < 0) {
        product = Integer.toUnsignedLong(nextInt()) * bound;
        low = (int) product;
      }
    }
    return (int) (product >>> 32);
  }

  /** Uniform in [0, 1), a multiple of 2⁻²⁴. */
  public float nextFloat() {
    return (nextInt() >>> 8) * FLOAT_UNIT;
  }

  /** Uniform in [0, 1), a multiple of 2⁻⁵³. */
  public double nextDouble() {
    long high = Integer.toUnsignedLong(nextInt()) << 32;
    return ((high | Integer.toUnsignedLong(nextInt())) >>> 11) * DOUBLE_UNIT;
  }

  /** Exponential of mean 1. */
  public double nextExponential() {
    return -Math.log1p(-nextDouble());
  }

  /** Normal of mean 0 and deviation 1 (Box–Muller; uses one of its two values). */
  public double nextGaussian() {
    double radius = Math.sqrt(2 * nextExponential());
    return radius * Math.cos(2 * Math.PI * nextDouble());
  }

  /** A uniform permutation of 0 … size − 1. */
  public int[] permutation(int size) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int j = nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  static void encrypt(long counterLow, long counterHigh, long key, int[] out) {
    int c0 = (int) counterLow;
    int c1 = (int) (counterLow >>> 32);
    int c2 = (int) counterHigh;
    int c3 = (int) (counterHigh >>> 32);
    int k0 = (int) key;
    int k1 = (int) (key >>> 32);
    for (int round = 0; round < ROUNDS; round++) {
      long product0 = Integer.toUnsignedLong(MULTIPLIER_0) * Integer.toUnsignedLong(c0);
      long product1 = Integer.toUnsignedLong(MULTIPLIER_1) * Integer.toUnsignedLong(c2);
      c0 = (int) (product1 >>> 32) ^ c1 ^ k0;
      c1 = (int) product1;
      c2 = (int) (product0 >>> 32) ^ c3 ^ k1;
      c3 = (int) product0;
      k0 += WEYL_0;
      k1 += WEYL_1;
    }
    out[0] = c0;
    out[1] = c1;
    out[2] = c2;
    out[3] = c3;
  }

  private static long join(int low, int high) {
    return Integer.toUnsignedLong(low) | ((long) high << 32);
  }
}
