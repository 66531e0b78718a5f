package org.jmodnas.cuda;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jcuda.Pointer;

/** The factors that library calls read from the host: result = 1·product + 0·result. */
final class Scalars {
  private final Pointer one = scalar(1);
  private final Pointer zero = scalar(0);

  Pointer one() {
    return one;
  }

  Pointer zero() {
    return zero;
  }

  private static Pointer scalar(float value) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(Float.BYTES).order(ByteOrder.nativeOrder());
    bytes.putFloat(0, value);
    return Pointer.to(bytes);
  }
}
