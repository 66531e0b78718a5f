package org.jmodnas.cuda;

import java.util.Locale;
import java.util.Optional;
import jcuda.driver.CUresult;
import org.jmodnas.tensor.JModnasException;
import org.jmodnas.tensor.backend.Availability;

/** Whether CUDA works on a machine; if not, one sentence with what is missing and what to do. */
final class CudaDiagnosis {
  private static final int OLDEST_DRIVER = 12000;
  private static final int OLDEST_CAPABILITY = 75;
  private static final int CUDNN = 9;

  private CudaDiagnosis() {}

  /**
   * Asks {@code system}; never throws.
   *
   * @param device number of a GPU; empty for the first
   */
  static Availability of(CudaSystem system, String device) {
    try {
      int ordinal = ordinal(device);
      Optional<String> problem = problem(system, ordinal);
      return problem
          .map(reason -> new Availability(false, reason))
          .orElseGet(() -> new Availability(true, description(system, ordinal)));
    } catch (JModnasException e) {
      return new Availability(false, e.getMessage());
    } catch (LinkageError | RuntimeException e) {
      return new Availability(
          false, "CUDA could not be asked for (" + e + "); compute with '--backend cpu'");
    }
  }

  /** The number that {@code device} is; 0 if it is empty. */
  static int ordinal(String device) {
    if (device.isEmpty()) {
      return 0;
    }
    if (!device.matches("\\d{1,4}")) {
      throw new JModnasException(
          "'" + device + "' is no number of a GPU; write 'cuda', 'cuda:0', 'cuda:1', …");
    }
    return Integer.parseInt(device);
  }

  private static Optional<String> problem(CudaSystem system, int ordinal) {
    return system
        .loadLibraries()
        .or(() -> driverProblem(system))
        .or(() -> gpuProblem(system, ordinal))
        .or(() -> cudnnProblem(system))
        .or(() -> kernelProblem(system, ordinal));
  }

  private static Optional<String> driverProblem(CudaSystem system) {
    int result = system.initialize();
    if (result == CUresult.CUDA_ERROR_NO_DEVICE) {
      return noGpu();
    }
    int version = result == CUresult.CUDA_SUCCESS ? system.driverVersion() : OLDEST_DRIVER;
    if (version < OLDEST_DRIVER) {
      return Optional.of(
          "the NVIDIA driver supports CUDA %d.%d only; update it to version 525 or newer"
              .formatted(version / 1000, version % 1000 / 10));
    }
    return result == CUresult.CUDA_SUCCESS
        ? Optional.empty()
        : Optional.of(
            "the NVIDIA driver does not start (%s); see whether nvidia-smi works, restart the machine"
                    .formatted(CUresult.stringFor(result))
                + " after an update of the driver");
  }

  private static Optional<String> gpuProblem(CudaSystem system, int ordinal) {
    int count = system.gpuCount();
    if (count == 0) {
      return noGpu();
    }
    if (ordinal >= count) {
      return Optional.of(
          "there %s, so 'cuda:%d' does not exist; take 'cuda:%d'"
              .formatted(count == 1 ? "is 1 GPU" : "are " + count + " GPUs", ordinal, count - 1));
    }
    CudaSystem.Gpu gpu = system.gpu(ordinal);
    if (10 * gpu.major() + gpu.minor() < OLDEST_CAPABILITY) {
      return Optional.of(
          "%s has compute capability %d.%d; take a GPU of 7.5 or newer (Turing, 2018)"
              .formatted(gpu.name(), gpu.major(), gpu.minor()));
    }
    return Optional.empty();
  }

  private static Optional<String> noGpu() {
    return Optional.of(
        "the NVIDIA driver finds no GPU; see whether nvidia-smi lists one, and that"
            + " CUDA_VISIBLE_DEVICES does not hide it");
  }

  private static Optional<String> cudnnProblem(CudaSystem system) {
    long version = system.cudnnVersion();
    return version / 10000 == CUDNN
        ? Optional.empty()
        : Optional.of("cuDNN is version " + version + "; install cuDNN 9 for CUDA 12");
  }

  private static Optional<String> kernelProblem(CudaSystem system, int ordinal) {
    try {
      system.compileKernels(ordinal);
      return Optional.empty();
    } catch (JModnasException e) {
      return Optional.of("the GPU does not take our kernels: " + e.getMessage());
    }
  }

  private static String description(CudaSystem system, int ordinal) {
    CudaSystem.Gpu gpu = system.gpu(ordinal);
    int driver = system.driverVersion();
    long cudnn = system.cudnnVersion();
    return String.format(
        Locale.ROOT,
        "%s with %.1f GB, driver for CUDA %d.%d, cuDNN %d.%d",
        gpu.name(),
        gpu.bytes() / 1e9,
        driver / 1000,
        driver % 1000 / 10,
        cudnn / 10000,
        cudnn / 100 % 100);
  }
}
