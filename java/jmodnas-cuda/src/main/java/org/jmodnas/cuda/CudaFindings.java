package org.jmodnas.cuda;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import jcuda.driver.CUresult;
import org.jmodnas.tensor.JModnasException;
import org.jmodnas.tensor.backend.Capacity;
import org.jmodnas.tensor.backend.Finding;

/**
 * What there is of CUDA on a machine, asked for in the order in which one thing needs the other, as
 * far as that gets. Nothing is thrown: what fails to answer has the failure for its value.
 */
final class CudaFindings {
  private final CudaSystem system;
  private final List<Finding> findings = new ArrayList<>();

  CudaFindings(CudaSystem system) {
    this.system = system;
  }

  /** Memory of GPU {@code device}, the first if it is empty; empty if the driver does not tell. */
  static Optional<Capacity> capacity(CudaSystem system, String device) {
    try {
      int ordinal = CudaDiagnosis.ordinal(device);
      if (system.loadLibraries().isPresent() || system.initialize() != CUresult.CUDA_SUCCESS) {
        return Optional.empty();
      }
      return Optional.of(new Capacity(system.gpu(ordinal).bytes(), system.freeBytes(ordinal)));
    } catch (LinkageError | RuntimeException e) {
      return Optional.empty();
    }
  }

  List<Finding> all() {
    add("kernels", CudaFindings::kernels);
    String loaded = add("JCuda natives", () -> system.loadLibraries().orElse("loaded"));
    if (!loaded.equals("loaded")) {
      return findings;
    }
    add("cuBLAS", () -> dotted(system.cublasVersion()));
    add("cuDNN", () -> dotted(system.cudnnVersion()));
    add("driver", this::driver);
    try {
      if (system.initialize() == CUresult.CUDA_SUCCESS) {
        int count = system.gpuCount();
        for (int i = 0; i < count; i++) {
          int ordinal = i;
          add("GPU " + ordinal, () -> gpu(ordinal));
        }
      }
    } catch (LinkageError | RuntimeException e) {
      findings.add(new Finding("GPUs", reason(e)));
    }
    return findings;
  }

  private String add(String subject, Supplier<String> fact) {
    String value;
    try {
      value = fact.get();
    } catch (LinkageError | RuntimeException e) {
      value = reason(e);
    }
    findings.add(new Finding(subject, value));
    return value;
  }

  private static String kernels() {
    KernelImage image = KernelImage.load();
    return "%d, compiled by the driver from PTX for %s"
        .formatted(image.signatures().size(), image.target());
  }

  private String driver() {
    int result = system.initialize();
    int version = system.driverVersion();
    String text = "for CUDA %d.%d".formatted(version / 1000, version % 1000 / 10);
    return result == CUresult.CUDA_SUCCESS
        ? text
        : text + ", does not start: " + CUresult.stringFor(result);
  }

  private String gpu(int ordinal) {
    CudaSystem.Gpu gpu = system.gpu(ordinal);
    return String.format(
        Locale.ROOT,
        "%s, compute capability %d.%d, %.1f GB, %.1f GB free",
        gpu.name(),
        gpu.major(),
        gpu.minor(),
        gpu.bytes() / 1e9,
        system.freeBytes(ordinal) / 1e9);
  }

  private static String dotted(long version) {
    return version / 10000 + "." + version / 100 % 100 + "." + version % 100;
  }

  private static String reason(Throwable failure) {
    return failure instanceof JModnasException
        ? String.valueOf(failure.getMessage())
        : failure.toString();
  }
}
