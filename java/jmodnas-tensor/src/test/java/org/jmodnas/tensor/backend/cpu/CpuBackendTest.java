package org.jmodnas.tensor.backend.cpu;

import org.jmodnas.testkit.contract.ImageKernelContract;
import org.jmodnas.testkit.contract.OperationContract;
import org.jmodnas.testkit.contract.OptimizerContract;
import org.jmodnas.testkit.contract.SamplingContract;
import org.jmodnas.testkit.contract.StreamContract;
import org.jmodnas.testkit.contract.VectorKernelContract;
import org.junit.jupiter.api.Nested;

/** The CPU backend keeps every contract. */
final class CpuBackendTest {
  @Nested
  final class Operations extends OperationContract {}

  @Nested
  final class ImageKernels extends ImageKernelContract {}

  @Nested
  final class VectorKernels extends VectorKernelContract {}

  @Nested
  final class Optimizers extends OptimizerContract {}

  @Nested
  final class Draws extends SamplingContract {}

  @Nested
  final class Streams extends StreamContract {}
}
