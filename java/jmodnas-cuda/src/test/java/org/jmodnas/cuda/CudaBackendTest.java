package org.jmodnas.cuda;

import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.testkit.contract.ImageKernelContract;
import org.jmodnas.testkit.contract.OperationContract;
import org.jmodnas.testkit.contract.OptimizerContract;
import org.jmodnas.testkit.contract.SamplingContract;
import org.jmodnas.testkit.contract.StreamContract;
import org.jmodnas.testkit.contract.VectorKernelContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** The CUDA backend keeps every contract on the emulated device. */
final class CudaBackendTest {
  @Nested
  @ExtendWith(EmulatedDevice.class)
  final class Operations extends OperationContract {
    @Override
    protected Backend open() {
      return EmulatedDevice.open();
    }
  }

  @Nested
  @ExtendWith(EmulatedDevice.class)
  final class ImageKernels extends ImageKernelContract {
    @Override
    protected Backend open() {
      return EmulatedDevice.open();
    }
  }

  @Nested
  @ExtendWith(EmulatedDevice.class)
  final class VectorKernels extends VectorKernelContract {
    @Override
    protected Backend open() {
      return EmulatedDevice.open();
    }
  }

  @Nested
  @ExtendWith(EmulatedDevice.class)
  final class Optimizers extends OptimizerContract {
    @Override
    protected Backend open() {
      return EmulatedDevice.open();
    }
  }

  @Nested
  @ExtendWith(EmulatedDevice.class)
  final class Sampling extends SamplingContract {
    @Override
    protected Backend open() {
      return EmulatedDevice.open();
    }
  }

  @Nested
  @ExtendWith(EmulatedDevice.class)
  final class Streams extends StreamContract {
    @Override
    protected Backend open() {
      return EmulatedDevice.open();
    }

    @Override
    protected int concurrentReads() {
      return 100;
    }
  }
}
