package org.jmodnas.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import jcuda.driver.CUresult;
import org.jmodnas.tensor.backend.Capacity;
import org.jmodnas.tensor.backend.Finding;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is told of machines on which CUDA works, and of others as far as it gets. */
final class CudaFindingsTest {
  private final FakeSystem system = new FakeSystem();

  @Test
  void everythingThatWorksIsTold() {
    assertThat(new CudaFindings(system).all())
        .contains(
            new Finding("JCuda natives", "loaded"),
            new Finding("cuBLAS", "12.6.4"),
            new Finding("cuDNN", "9.5.1"),
            new Finding("driver", "for CUDA 12.6"),
            new Finding("GPU 0", "Fake 0, compute capability 8.6, 8.1 GB, 7.9 GB free"),
            new Finding("GPU 1", "Fake 1, compute capability 8.6, 8.1 GB, 7.9 GB free"));
    assertThat(CudaFindings.capacity(system, "1"))
        .contains(new Capacity(8_100_000_000L, 7_900_000_000L));
  }

  @Test
  void withoutLibrariesOnlyTheKernelsAreTold() {
    system.missing = Optional.of("no driver; install one");
    List<Finding> findings = new CudaFindings(system).all();
    assertThat(findings).extracting(Finding::subject).containsExactly("kernels", "JCuda natives");
    assertThat(findings.get(1).value()).isEqualTo("no driver; install one");
    assertThat(CudaFindings.capacity(system, "")).isEmpty();
  }

  @Test
  void aDriverThatDoesNotStartLeavesNoGpus() {
    system.initialization = CUresult.CUDA_ERROR_SYSTEM_DRIVER_MISMATCH;
    List<Finding> findings = new CudaFindings(system).all();
    assertThat(findings.get(findings.size() - 1))
        .isEqualTo(
            new Finding(
                "driver", "for CUDA 12.6, does not start: CUDA_ERROR_SYSTEM_DRIVER_MISMATCH"));
    assertThat(CudaFindings.capacity(system, "")).isEmpty();
  }

  @Test
  void nothingIsThrown() {
    system.linkage = new NoClassDefFoundError("jcuda");
    List<Finding> findings = new CudaFindings(system).all();
    assertThat(findings.get(findings.size() - 1).value()).contains("jcuda");
    assertThat(CudaFindings.capacity(system, "")).isEmpty();
    system.linkage = null;
    assertThat(CudaFindings.capacity(system, "gpu")).isEmpty();
  }

  /** The same questions to the emulated device. */
  @Nested
  @ExtendWith(EmulatedDevice.class)
  final class OnTheEmulatedDevice {
    @Test
    void everythingAnswers() {
      CudaProvider provider = new CudaProvider();
      assertThat(provider.describe())
          .extracting(Finding::subject)
          .startsWith("kernels", "JCuda natives", "cuBLAS", "cuDNN", "driver", "GPU 0");
      assertThat(provider.describe().get(5).value())
          .matches(".+, compute capability \\d\\.\\d, \\d+\\.\\d GB, \\d+\\.\\d GB free");
      Capacity capacity = provider.capacity("").orElseThrow();
      assertThat(capacity.free()).isPositive().isLessThanOrEqualTo(capacity.total());
    }
  }
}
