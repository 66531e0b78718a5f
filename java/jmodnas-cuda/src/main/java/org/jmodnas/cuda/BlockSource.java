package org.jmodnas.cuda;

import java.util.Optional;

/** Where a {@link DeviceMemory} gets its blocks from. */
interface BlockSource {
  /** A new block, or empty if the device has no such piece left. */
  Optional<DeviceBlock> allocate(long bytes);

  /** Frees a block once all work queued so far is done. */
  void free(DeviceBlock block);

  /** Memory that is free on the device, of all programs together, in bytes. */
  long free();
}
