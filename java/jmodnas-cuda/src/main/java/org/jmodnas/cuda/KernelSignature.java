package org.jmodnas.cuda;

import java.util.List;

/**
 * Parameters of a kernel as its image declares them.
 *
 * @param threads threads of a block that the kernel was compiled for
 */
record KernelSignature(String name, List<Parameter> parameters, int threads) {
  KernelSignature {
    parameters = List.copyOf(parameters);
  }

  /** Types of parameters. */
  enum Form {
    /** An address, or a 64-bit integer. */
    WORD64(8),
    INTEGER(4),
    REAL(4),
    /** A structure. */
    BYTES(1);

    private final int bytes;

    Form(int bytes) {
      this.bytes = bytes;
    }
  }

  /**
   * A parameter.
   *
   * @param bytes its size
   * @param alignment its place in the buffer is a multiple of this
   */
  record Parameter(Form form, int bytes, int alignment) {
    /** A parameter of a simple type. */
    static Parameter of(Form form) {
      return new Parameter(form, form.bytes, form.bytes);
    }
  }
}
