package org.jmodnas.cuda;

import static jcuda.driver.JCudaDriver.cuModuleGetFunction;
import static jcuda.driver.JCudaDriver.cuModuleLoadData;
import static jcuda.driver.JCudaDriver.cuModuleUnload;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import jcuda.driver.CUfunction;
import jcuda.driver.CUmodule;

/** A kernel image that the driver has loaded for a device. Read by all streams of a context. */
final class KernelModule {
  /** A kernel, ready for launches. */
  record Kernel(CUfunction function, KernelSignature signature) {}

  private final CUmodule handle = new CUmodule();
  private final Map<String, Kernel> kernels = new HashMap<>();

  /**
   * Loads {@code image} in the calling thread's context.
   *
   * @param assembled the same kernels for common GPUs; the driver compiles the image's text where
   *     there are none or it refuses them, as drivers older than their assembler do
   */
  KernelModule(KernelImage image, Optional<byte[]> assembled) {
    if (assembled.isEmpty() || cuModuleLoadData(handle, assembled.get()) != 0) {
      byte[] text = image.text().getBytes(StandardCharsets.US_ASCII);
      CudaFailure.check(
          cuModuleLoadData(handle, Arrays.copyOf(text, text.length + 1)),
          "cuModuleLoadData",
          "our kernels");
    }
    for (KernelSignature signature : image.signatures().values()) {
      CUfunction function = new CUfunction();
      CudaFailure.check(
          cuModuleGetFunction(function, handle, signature.name()),
          "cuModuleGetFunction",
          "'" + signature.name() + "'");
      kernels.put(signature.name(), new Kernel(function, signature));
    }
  }

  Kernel kernel(String name) {
    Kernel kernel = kernels.get(name);
    if (kernel == null) {
      throw new IllegalArgumentException("There is no kernel '" + name + "'");
    }
    return kernel;
  }

  void unload() {
    CudaFailure.check(cuModuleUnload(handle), "cuModuleUnload", "our kernels");
  }
}
