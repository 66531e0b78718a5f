package org.jmodnas.cuda;

import static jcuda.driver.JCudaDriver.cuMemcpyDtoDAsync;
import static jcuda.driver.JCudaDriver.cuMemsetD32Async;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.ElementwiseKernels;

/** Elementwise work by our own kernels. */
final class CudaElementwise implements ElementwiseKernels {
  /** Terms that a kernel takes at a time. */
  private static final int SLOTS = 8;

  private static final float[] NO_WEIGHTS = {};

  private final StreamResources resources;

  CudaElementwise(StreamResources resources) {
    this.resources = resources;
  }

  @Override
  public void apply(Function function, Tensor x, Tensor y) {
    String kernel =
        switch (function) {
          case RELU -> "relu_forward";
          case SIN -> "sin_forward";
          case EXP -> "exp_forward";
        };
    int size = y.shape().size();
    resources.kernel(kernel).reads(x).writes(y).integers(size).launchOver(size);
  }

  @Override
  public void applyBackward(Function function, Saved saved, Tensor dy, Tensor dx) {
    int size = dx.shape().size();
    KernelLauncher.Call call =
        switch (function) {
          case RELU -> resources.kernel("relu_backward").reads(saved.y());
          case SIN -> resources.kernel("sin_backward").reads(saved.x());
          case EXP -> resources.kernel("exp_backward").reads(saved.y());
        };
    call.reads(dy).writes(dx).integers(size).launchOver(size);
  }

  @Override
  public void sum(List<Tensor> terms, Tensor y) {
    List<Tensor> waiting = new ArrayList<>(terms);
    // Later rounds find y overwritten, so where it is a term itself it must be in the first.
    waiting.sort((a, b) -> Boolean.compare(isSame(b, y), isSame(a, y)));
    sumOnce(take(waiting, SLOTS), y);
    while (!waiting.isEmpty()) {
      List<Tensor> round = new ArrayList<>(List.of(y));
      round.addAll(take(waiting, SLOTS - 1));
      sumOnce(round, y);
    }
  }

  @Override
  public void weightedSum(List<Tensor> terms, float[] weights, Tensor y) {
    int size = y.shape().size();
    for (int start = 0; start < terms.size(); start += SLOTS) {
      int end = Math.min(terms.size(), start + SLOTS);
      resources
          .kernel("weighted_sum_terms")
          .readsAll(terms.subList(start, end), Arrays.copyOfRange(weights, start, end), SLOTS)
          .integers(end - start)
          .writes(y)
          .integers(size, start == 0 ? 0 : 1)
          .launchOver(size);
    }
  }

  @Override
  public void multiply(Tensor a, Tensor b, Tensor y) {
    int size = y.shape().size();
    resources.kernel("multiply").reads(a).reads(b).writes(y).integers(size).launchOver(size);
  }

  @Override
  public void affine(Tensor x, float factor, float constant, Tensor y) {
    int size = y.shape().size();
    resources
        .kernel("affine")
        .reads(x)
        .reals(factor, constant)
        .writes(y)
        .integers(size)
        .launchOver(size);
  }

  @Override
  public void scale(Tensor x, Tensor factor, float constant, Tensor y) {
    int size = y.shape().size();
    resources
        .kernel("scale")
        .reads(x)
        .reads(factor)
        .reals(constant)
        .writes(y)
        .integers(size)
        .launchOver(size);
  }

  @Override
  public void fill(Tensor x, float value) {
    CudaStream stream = resources.stream();
    DeviceAddress to = CudaStorage.address(x);
    stream.submit(
        DeviceLibrary.DRIVER,
        "cuMemsetD32Async",
        new Accesses().writes(x),
        () ->
            cuMemsetD32Async(
                to, Float.floatToRawIntBits(value), x.shape().size(), stream.handle()));
  }

  @Override
  public void copy(Tensor x, Tensor y) {
    CudaStream stream = resources.stream();
    DeviceAddress from = CudaStorage.address(x);
    DeviceAddress to = CudaStorage.address(y);
    stream.submit(
        DeviceLibrary.DRIVER,
        "cuMemcpyDtoDAsync",
        new Accesses().reads(x).writes(y),
        () -> cuMemcpyDtoDAsync(to, from, y.shape().bytes(), stream.handle()));
  }

  @Override
  public void copyRuns(Runs from, Runs to, int outer, int inner, int width) {
    resources
        .kernel("copy_runs")
        .reads(from.tensor())
        .structure(from.start(), from.outerStride(), from.innerStride())
        .writes(to.tensor())
        .structure(to.start(), to.outerStride(), to.innerStride())
        .integers(outer, inner, width)
        .launchOver(outer * inner * width);
  }

  private void sumOnce(List<Tensor> terms, Tensor y) {
    int size = y.shape().size();
    resources
        .kernel("sum_terms")
        .readsAll(terms, NO_WEIGHTS, SLOTS)
        .integers(terms.size())
        .writes(y)
        .integers(size)
        .launchOver(size);
  }

  private static boolean isSame(Tensor a, Tensor b) {
    return a.storage() == b.storage() && a.offset() == b.offset();
  }

  /** Removes and returns the first terms, at most {@code count}. */
  private static List<Tensor> take(List<Tensor> waiting, int count) {
    List<Tensor> first = waiting.subList(0, Math.min(count, waiting.size()));
    List<Tensor> taken = List.copyOf(first);
    first.clear();
    return taken;
  }
}
