package org.jmodnas.testkit.planted;

import org.bytedeco.javacpp.Pointer;

/** Reaches for native memory outside the backend. */
public final class NativeCaller {
  long address(Pointer pointer) {
    return pointer.address();
  }
}
