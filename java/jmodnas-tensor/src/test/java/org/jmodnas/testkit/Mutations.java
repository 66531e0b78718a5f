package org.jmodnas.testkit;

import java.util.Arrays;
import org.jmodnas.tensor.random.Philox;

/** Damages files: bytes changed, cut off, put in, repeated, and numbers made extreme. */
public final class Mutations {
  private static final int MOST_DAMAGES = 4;
  private static final int KINDS = 6;
  private static final byte[] EXTREMES = {0, 1, 0x7F, -1, -128};

  private final Philox random;

  /** Mutations drawn from {@code random}. */
  public Mutations(Philox random) {
    this.random = random;
  }

  /** A copy of {@code content} with one to four damages. */
  public byte[] of(byte[] content) {
    byte[] damaged = content.clone();
    int damages = 1 + random.nextInt(MOST_DAMAGES);
    for (int i = 0; i < damages && damaged.length > 0; i++) {
      damaged = damage(damaged);
    }
    return damaged;
  }

  private byte[] damage(byte[] content) {
    int place = place(content.length);
    switch (random.nextInt(KINDS)) {
      case 0 -> content[place] = (byte) random.nextInt();
      case 1 -> content[place] ^= (byte) (1 << random.nextInt(Byte.SIZE));
      case 2 -> content[place] = EXTREMES[random.nextInt(EXTREMES.length)];
      case 3 ->
          Arrays.fill(
              content,
              place,
              Math.min(place + 4, content.length),
              EXTREMES[random.nextInt(EXTREMES.length)]);
      case 4 -> {
        return Arrays.copyOf(content, place);
      }
      default -> {
        return insert(content, place);
      }
    }
    return content;
  }

  /** Half of all damages are near the beginning, where headers are. */
  private int place(int length) {
    return random.nextInt(random.nextInt(2) == 0 ? Math.min(length, 64) : length);
  }

  /** Repeats up to sixteen bytes. */
  private byte[] insert(byte[] content, int place) {
    int length = Math.min(1 + random.nextInt(16), content.length - place);
    byte[] longer = new byte[content.length + length];
    System.arraycopy(content, 0, longer, 0, place + length);
    System.arraycopy(content, place, longer, place + length, content.length - place);
    return longer;
  }
}
