package org.jmodnas.cuda;

import java.util.Optional;

/** What the machine answers when asked for CUDA, in the order of asking. */
interface CudaSystem {
  /** A GPU. */
  record Gpu(String name, int major, int minor, long bytes) {}

  /** Why the libraries could not be loaded, or empty. */
  Optional<String> loadLibraries();

  /** Result of initialising the driver. */
  int initialize();

  /** CUDA version that the driver supports, as 1000·major + 10·minor. */
  int driverVersion();

  int gpuCount();

  Gpu gpu(int ordinal);

  /** Free memory of a GPU, in bytes; makes a context on it for the question. */
  long freeBytes(int ordinal);

  /** Version of cuBLAS, as 10000·major + 100·minor + patch. */
  long cublasVersion();

  /** Version of cuDNN, as 10000·major + 100·minor + patch. */
  long cudnnVersion();

  /** Makes the driver compile our kernels; throws if it refuses. */
  void compileKernels(int ordinal);
}
