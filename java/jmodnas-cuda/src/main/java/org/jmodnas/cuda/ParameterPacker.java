package org.jmodnas.cuda;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jmodnas.cuda.KernelSignature.Form;
import org.jmodnas.cuda.KernelSignature.Parameter;

/** Lays the arguments of one launch out as the kernel declares them, and refuses all others. */
final class ParameterPacker {
  private final KernelSignature signature;
  private final ByteBuffer buffer;
  private int next;

  /** A packer that fills {@code buffer}, in native byte order, from its begin. */
  ParameterPacker(KernelSignature signature, ByteBuffer buffer) {
    this.signature = signature;
    this.buffer = buffer.clear();
  }

  ParameterPacker word(long value) {
    place(Form.WORD64, Long.BYTES).putLong(value);
    return this;
  }

  ParameterPacker integer(int value) {
    place(Form.INTEGER, Integer.BYTES).putInt(value);
    return this;
  }

  ParameterPacker real(float value) {
    place(Form.REAL, Float.BYTES).putFloat(value);
    return this;
  }

  /**
   * A structure of addresses and, behind them, numbers.
   *
   * @param slots length of both arrays in the structure; what is left over is zero
   */
  ParameterPacker terms(long[] addresses, float[] weights, int slots) {
    int bytes = slots * (weights.length == 0 ? Long.BYTES : Long.BYTES + Float.BYTES);
    place(Form.BYTES, bytes);
    for (long address : Arrays.copyOf(addresses, slots)) {
      buffer.putLong(address);
    }
    if (weights.length > 0) {
      for (float weight : Arrays.copyOf(weights, slots)) {
        buffer.putFloat(weight);
      }
    }
    return this;
  }

  /** A structure of integers. */
  ParameterPacker structure(int... values) {
    place(Form.BYTES, Integer.BYTES * values.length);
    for (int value : values) {
      buffer.putInt(value);
    }
    return this;
  }

  /** Number of bytes that the launch passes; every parameter has its argument. */
  int size() {
    int count = signature.parameters().size();
    if (next != count) {
      throw new IllegalArgumentException(
          "Kernel '%s' takes %d arguments, got %d".formatted(signature.name(), count, next));
    }
    return buffer.position();
  }

  private ByteBuffer place(Form form, int bytes) {
    if (next == signature.parameters().size()) {
      throw new IllegalArgumentException(
          "Kernel '%s' takes %d arguments and got more".formatted(signature.name(), next));
    }
    Parameter parameter = signature.parameters().get(next);
    if (parameter.form() != form || parameter.bytes() != bytes) {
      throw new IllegalArgumentException(
          "Argument %d of kernel '%s' is %s of %d bytes, got %s of %d bytes"
              .formatted(next, signature.name(), parameter.form(), parameter.bytes(), form, bytes));
    }
    next++;
    int alignment = parameter.alignment();
    while (buffer.position() % alignment != 0) {
      buffer.put((byte) 0);
    }
    return buffer;
  }
}
