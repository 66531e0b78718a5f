package org.jmodnas.cuda;

import static jcuda.driver.JCudaDriver.cuCtxSetCurrent;
import static jcuda.driver.JCudaDriver.cuDeviceGet;
import static jcuda.driver.JCudaDriver.cuDevicePrimaryCtxRelease;
import static jcuda.driver.JCudaDriver.cuDevicePrimaryCtxRetain;
import static jcuda.driver.JCudaDriver.cuInit;

import java.util.ArrayList;
import java.util.List;
import jcuda.driver.CUcontext;
import jcuda.driver.CUdevice;
import org.jmodnas.tensor.backend.BackendOptions;

/**
 * A GPU's primary context with what all streams of a backend share: memory and kernels. Released
 * with the last stream. Thread-safe.
 */
final class CudaContext {
  private final int ordinal;
  private final BackendOptions options;
  private final CUdevice device = new CUdevice();
  private final CUcontext handle = new CUcontext();
  private final DeviceMemory memory = new DeviceMemory(new DriverBlocks());
  private final KernelModule kernels;
  private final List<StreamResources> streams = new ArrayList<>();

  /** The context of GPU {@code ordinal}, bound to the calling thread. */
  CudaContext(int ordinal, BackendOptions options) {
    this.ordinal = ordinal;
    this.options = options;
    CudaFailure.check(cuInit(0), "cuInit", "");
    CudaFailure.check(cuDeviceGet(device, ordinal), "cuDeviceGet", "GPU " + ordinal);
    CudaFailure.check(
        cuDevicePrimaryCtxRetain(handle, device), "cuDevicePrimaryCtxRetain", "GPU " + ordinal);
    boolean loaded = false;
    try {
      bind();
      kernels = new KernelModule(KernelImage.load(), KernelImage.assembled());
      loaded = true;
    } finally {
      if (!loaded) {
        cuDevicePrimaryCtxRelease(device);
      }
    }
  }

  /** Makes the driver compile our kernels for GPU {@code ordinal}, and forgets them. */
  static void compileKernels(int ordinal) {
    new CudaContext(ordinal, BackendOptions.standard()).release();
  }

  /** Number of the GPU. */
  int ordinal() {
    return ordinal;
  }

  BackendOptions options() {
    return options;
  }

  DeviceMemory memory() {
    return memory;
  }

  KernelModule kernels() {
    return kernels;
  }

  /** Makes this the context that the calling thread works in. */
  void bind() {
    CudaFailure.check(cuCtxSetCurrent(handle), "cuCtxSetCurrent", "");
  }

  synchronized void opened(StreamResources stream) {
    streams.add(stream);
  }

  /** One of the streams that are open. */
  synchronized StreamResources anyStream() {
    if (streams.isEmpty()) {
      throw new IllegalStateException("The backend was closed, and its memory with it");
    }
    return streams.get(0);
  }

  /** A stream has ended; the last one takes the context with it. */
  synchronized void closed(StreamResources stream) {
    if (streams.remove(stream) && streams.isEmpty()) {
      release();
    }
  }

  private void release() {
    try {
      bind();
      memory.close();
      kernels.unload();
    } finally {
      CudaFailure.check(cuDevicePrimaryCtxRelease(device), "cuDevicePrimaryCtxRelease", "");
    }
  }
}
