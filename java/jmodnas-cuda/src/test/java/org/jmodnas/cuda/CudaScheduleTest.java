package org.jmodnas.cuda;

import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.testkit.contract.OptimizerContract;
import org.jmodnas.testkit.contract.SamplingContract;
import org.jmodnas.testkit.contract.VectorKernelContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** Our own kernels keep their contracts whatever the order of blocks, warps and threads. */
final class CudaScheduleTest {
  private static Backend openWithRandomOrder() {
    EmulatedDevice.configure("schedule", "random:1");
    return EmulatedDevice.open();
  }

  @Nested
  @ExtendWith(EmulatedDevice.class)
  final class VectorKernels extends VectorKernelContract {
    @Override
    protected Backend open() {
      return openWithRandomOrder();
    }
  }

  @Nested
  @ExtendWith(EmulatedDevice.class)
  final class Optimizers extends OptimizerContract {
    @Override
    protected Backend open() {
      return openWithRandomOrder();
    }
  }

  @Nested
  @ExtendWith(EmulatedDevice.class)
  final class Sampling extends SamplingContract {
    @Override
    protected Backend open() {
      return openWithRandomOrder();
    }
  }
}
