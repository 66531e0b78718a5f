package org.jmodnas.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.JModnasException;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.ShapeMismatchException;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.BackendOptions;
import org.jmodnas.tensor.backend.Backends;
import org.jmodnas.tensor.backend.ConvolutionKernels.Geometry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What users read when something goes wrong on the device. */
@ExtendWith(EmulatedDevice.class)
final class FaultTest {
  @AfterEach
  void restore() {
    EmulatedDevice.configure("memory", String.valueOf(4L << 30));
    EmulatedDevice.clearError();
    EmulatedDevice.reports();
  }

  @Test
  void outOfMemorySaysWhatToLower() {
    EmulatedDevice.configure("memory", String.valueOf(8L << 20));
    try (Backend backend = EmulatedDevice.open()) {
      backend.zeros(Shape.of(1 << 20));
      assertThatThrownBy(() -> backend.zeros(Shape.of(1 << 21)))
          .isInstanceOf(JModnasException.class)
          .hasMessageContaining("out of memory: 4 MB in use")
          .hasMessageContaining("Lower the batch, cells or channels");
      // What is no longer needed makes room.
      try (TensorScope scope = backend.openScope()) {
        backend.zeros(Shape.of(700_000));
      }
      assertThat(backend.zeros(Shape.of(900_000)).toArray()).containsOnly(0);
    }
  }

  @Test
  void aConvolutionOfOtherShapesIsNamed() {
    try (Backend backend = EmulatedDevice.open()) {
      Tensor x = backend.zeros(Shape.of(2, 7, 7, 3));
      Tensor w = backend.zeros(Shape.of(4, 3, 3, 3));
      Tensor y = backend.zeros(Shape.of(2, 5, 5, 4));
      assertThatThrownBy(() -> backend.convolution().forward(new Geometry(1, 1), x, w, y))
          .isInstanceOf(ShapeMismatchException.class)
          .hasMessageContaining("expected y (2, 7, 7, 4)")
          .hasMessageContaining("x (2, 7, 7, 3), w (4, 3, 3, 3), y (2, 5, 5, 4)");
      Tensor narrow = backend.zeros(Shape.of(4, 3, 3, 2));
      assertThatThrownBy(() -> backend.convolution().forward(new Geometry(1, 1), x, narrow, y))
          .isInstanceOf(JModnasException.class)
          .hasMessageContaining("cuDNN refused 'cudnnGetConvolution2dForwardOutputDim'")
          .hasMessageContaining("w (4, 3, 3, 2)");
    }
  }

  @Test
  void anotherBackendsTensorIsRefused() {
    try (Backend cpu = Backends.open("cpu");
        Backend cuda = EmulatedDevice.open()) {
      Tensor x = cpu.zeros(Shape.of(3));
      Tensor y = cuda.zeros(Shape.of(3));
      assertThatThrownBy(() -> cuda.elementwise().copy(x, y))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Tensor(3) does not live on the CUDA backend");
    }
  }

  @Test
  void anUnknownGpuIsNamed() {
    assertThatThrownBy(() -> Backends.open("cuda:7"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("Backend 'cuda:7' does not work here")
        .hasMessageContaining("take 'cuda:0'");
    try (Backend backend = Backends.open("cuda:0")) {
      assertThat(backend.zeros(Shape.of(1)).item()).isZero();
    }
  }

  @Test
  void aFaultOfAKernelNamesWhatWasQueuedBefore() {
    StreamResources resources = new StreamResources(new CudaContext(0, BackendOptions.standard()));
    DeviceBlock block = resources.take(512);
    int tooMany = 100_000;
    assertThatThrownBy(
            () -> {
              resources
                  .kernel("relu_forward")
                  .reads(block)
                  .writes(block)
                  .integers(tooMany)
                  .launchOver(tooMany);
              resources.stream().synchronize();
            })
        .isInstanceOf(JModnasException.class)
        .hasMessageContaining("A kernel failed on the GPU (CUDA_ERROR_ILLEGAL_ADDRESS)")
        .hasMessageContaining("'cuStreamSynchronize' noticed it")
        .hasMessageContaining("latest first: relu_forward")
        .hasMessageContaining("CUDA_LAUNCH_BLOCKING=1");
    EmulatedDevice.clearError();
    resources.close();
  }
}
