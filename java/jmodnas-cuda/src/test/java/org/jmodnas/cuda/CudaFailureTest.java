package org.jmodnas.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jcuda.driver.CUresult;
import org.jmodnas.tensor.JModnasException;
import org.junit.jupiter.api.Test;

final class CudaFailureTest {
  @Test
  void successIsSilent() {
    assertThatCode(() -> CudaFailure.check(CUresult.CUDA_SUCCESS, "cuInit", ""))
        .doesNotThrowAnyException();
  }

  @Test
  void aRefusedCallIsNamedWithItsOperandsAndARemedy() {
    assertThatThrownBy(
            () -> CudaFailure.check(CUresult.CUDA_ERROR_OUT_OF_MEMORY, "cuMemAlloc", "9 bytes"))
        .isInstanceOf(JModnasException.class)
        .hasMessage(
            "CUDA refused 'cuMemAlloc' on 9 bytes (CUDA_ERROR_OUT_OF_MEMORY). Lower the batch,"
                + " cells or channels");
    assertThatThrownBy(
            () ->
                CudaFailure.check(
                    CUresult.CUDA_ERROR_UNSUPPORTED_PTX_VERSION, "cuModuleLoadData", ""))
        .hasMessageContaining("Update the NVIDIA driver");
  }

  @Test
  void anAsynchronousFaultNamesWhatWasQueuedBefore() {
    RecentWork recent = new RecentWork();
    for (int i = 0; i < 12; i++) {
      recent.add("kernel" + i);
    }
    assertThat(
            CudaFailure.of(
                    CUresult.CUDA_ERROR_ILLEGAL_ADDRESS,
                    "cuStreamSynchronize",
                    "",
                    recent.toString())
                .getMessage())
        .contains("A kernel failed", "'cuStreamSynchronize' noticed it")
        .contains("kernel11, kernel10, kernel9")
        .contains("kernel4")
        .doesNotContain("kernel3,")
        .contains("CUDA_LAUNCH_BLOCKING=1");
  }
}
