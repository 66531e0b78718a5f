package org.jmodnas.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import jcuda.driver.CUresult;
import org.jmodnas.tensor.JModnasException;
import org.jmodnas.tensor.backend.Availability;
import org.junit.jupiter.api.Test;

/** One sentence with the remedy for each way in which CUDA may not work. */
final class CudaDiagnosisTest {
  private final FakeSystem system = new FakeSystem();

  @Test
  void whatWasFoundIsSaid() {
    assertThat(CudaDiagnosis.of(system, ""))
        .isEqualTo(new Availability(true, "Fake 0 with 8.1 GB, driver for CUDA 12.6, cuDNN 9.5"));
    assertThat(CudaDiagnosis.of(system, "1").reason()).startsWith("Fake 1");
  }

  @Test
  void missingLibrariesAreNamed() {
    system.missing =
        Optional.of(
            JCudaNatives.explain(
                "Error while loading\n/tmp/a.so: libcuda.so.1: cannot open shared object file:"));
    assertRefused("'libcuda.so.1'", "install the driver");
    system.missing =
        Optional.of(JCudaNatives.explain("x: libcudnn.so.9: cannot open shared object file: No"));
    assertRefused(
        "'libcudnn.so.9'", "install cuDNN 9", "fetch-nvidia-libraries", "LD_LIBRARY_PATH");
    system.missing =
        Optional.of(JCudaNatives.explain("x: libcublas.so.12: cannot open shared object file: No"));
    assertRefused("'libcublas.so.12'", "install cuBLAS of CUDA 12");
    system.missing = Optional.of(JCudaNatives.explain("No resource found\nat line 3"));
    assertRefused("(No resource found)", "class path");
  }

  @Test
  void driversAreChecked() {
    system.driver = 11040;
    assertRefused("CUDA 11.4 only", "update it");
    system.initialization = CUresult.CUDA_ERROR_SYSTEM_DRIVER_MISMATCH;
    assertRefused("CUDA_ERROR_SYSTEM_DRIVER_MISMATCH", "nvidia-smi");
    system.initialization = CUresult.CUDA_ERROR_NO_DEVICE;
    assertRefused("finds no GPU", "CUDA_VISIBLE_DEVICES");
  }

  @Test
  void gpusAreChecked() {
    system.capability = 61;
    assertRefused("6.1", "7.5 or newer");
    system.gpus = 0;
    assertRefused("finds no GPU");
    system.gpus = 2;
    assertThat(CudaDiagnosis.of(system, "2").reason())
        .isEqualTo("there are 2 GPUs, so 'cuda:2' does not exist; take 'cuda:1'");
    assertThat(CudaDiagnosis.of(system, "gpu").reason()).contains("'gpu' is no number");
  }

  @Test
  void cudnnAndKernelsAreChecked() {
    system.cudnn = 8905;
    assertRefused("cuDNN is version 8905", "install cuDNN 9");
    system.cudnn = 90501;
    system.refusal = new JModnasException("refused. Update the NVIDIA driver");
    assertRefused("does not take our kernels", "Update the NVIDIA driver");
  }

  @Test
  void nothingIsThrown() {
    system.linkage = new NoClassDefFoundError("jcuda");
    assertRefused("jcuda", "--backend cpu");
    system.linkage = null;
    system.refusal = new IllegalStateException("broken");
    assertRefused("broken");
  }

  private void assertRefused(String... parts) {
    Availability availability = CudaDiagnosis.of(system, "");
    assertThat(availability.available()).isFalse();
    assertThat(availability.reason()).contains(parts);
  }
}
