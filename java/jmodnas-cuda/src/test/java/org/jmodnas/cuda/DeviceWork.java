package org.jmodnas.cuda;

/**
 * What was queued on the emulated device.
 *
 * @param launches of our kernels
 * @param calls of functions of cuBLAS and cuDNN that compute
 * @param copies on the device, to it and from it
 * @param fills of memory
 */
record DeviceWork(long launches, long calls, long copies, long fills) {
  /** What {@code work} queues. */
  static DeviceWork of(Runnable work) {
    EmulatedDevice.resetCounters();
    work.run();
    return new DeviceWork(
        EmulatedDevice.counter("launches"),
        EmulatedDevice.counter("blas_calls") + EmulatedDevice.counter("dnn_calls"),
        EmulatedDevice.counter("copies_on_device")
            + EmulatedDevice.counter("copies_to_device")
            + EmulatedDevice.counter("copies_to_host"),
        EmulatedDevice.counter("memsets"));
  }

  DeviceWork minus(DeviceWork other) {
    return new DeviceWork(
        launches - other.launches, calls - other.calls, copies - other.copies, fills - other.fills);
  }

  /** Pieces of work in all. */
  long total() {
    return launches + calls + copies + fills;
  }
}
