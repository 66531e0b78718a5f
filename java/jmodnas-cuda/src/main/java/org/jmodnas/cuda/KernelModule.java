package org.jmodnas.cuda;

import static jcuda.driver.JCudaDriver.cuModuleGetFunction;
import static jcuda.driver.JCudaDriver.cuModuleLoadData;
import static jcuda.driver.JCudaDriver.cuModuleUnload;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import jcuda.driver.CUfunction;
import jcuda.driver.CUmodule;

/** A kernel image that the driver has compiled for a device. Read by all streams of a context. */
final class KernelModule {
  /** A kernel, ready for launches. */
  record Kernel(CUfunction function, KernelSignature signature) {}

  private final CUmodule handle = new CUmodule();
  private final Map<String, Kernel> kernels = new HashMap<>();

  /** Compiles {@code image} in the calling thread's context. */
  KernelModule(KernelImage image) {
    byte[] text = image.text().getBytes(StandardCharsets.US_ASCII);
    CudaFailure.check(
        cuModuleLoadData(handle, Arrays.copyOf(text, text.length + 1)),
        "cuModuleLoadData",
        "our kernels");
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
