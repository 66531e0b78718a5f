package org.jmodnas.cuda;

import static jcuda.jcudnn.JCudnn.cudnnConvolutionBackwardData;
import static jcuda.jcudnn.JCudnn.cudnnConvolutionBackwardFilter;
import static jcuda.jcudnn.JCudnn.cudnnConvolutionForward;

import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import jcuda.Pointer;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.ConvolutionKernels;

/** Convolutions by cuDNN on NHWC images, planned once per shape. */
final class CudaConvolution implements ConvolutionKernels, AutoCloseable {
  private final StreamResources resources;
  private final Cudnn cudnn;
  private final Map<ConvolutionPlan.Key, ConvolutionPlan> plans = new HashMap<>();

  CudaConvolution(StreamResources resources) {
    this.resources = resources;
    this.cudnn = resources.cudnn();
  }

  @Override
  public void forward(Geometry geometry, Tensor x, Tensor w, Tensor y) {
    ConvolutionPlan plan = plan(geometry, x, w, y);
    ConvolutionAlgorithm algorithm = plan.algorithm(ConvolutionDirection.FORWARD);
    submit(
        ConvolutionDirection.FORWARD,
        algorithm,
        new Accesses().reads(x).reads(w).writes(y),
        workspace ->
            cudnnConvolutionForward(
                cudnn.handle(),
                cudnn.scalars().one(),
                plan.x(),
                CudaStorage.address(x),
                plan.w(),
                CudaStorage.address(w),
                plan.convolution(),
                algorithm.number(),
                workspace,
                algorithm.workspace(),
                cudnn.scalars().zero(),
                plan.y(),
                CudaStorage.address(y)));
  }

  @Override
  public void backwardInput(Geometry geometry, Tensor w, Tensor dy, Tensor dx) {
    ConvolutionPlan plan = plan(geometry, dx, w, dy);
    ConvolutionAlgorithm algorithm = plan.algorithm(ConvolutionDirection.BACKWARD_INPUT);
    submit(
        ConvolutionDirection.BACKWARD_INPUT,
        algorithm,
        new Accesses().reads(w).reads(dy).writes(dx),
        workspace ->
            cudnnConvolutionBackwardData(
                cudnn.handle(),
                cudnn.scalars().one(),
                plan.w(),
                CudaStorage.address(w),
                plan.y(),
                CudaStorage.address(dy),
                plan.convolution(),
                algorithm.number(),
                workspace,
                algorithm.workspace(),
                cudnn.scalars().zero(),
                plan.x(),
                CudaStorage.address(dx)));
  }

  @Override
  public void backwardWeight(Geometry geometry, Tensor x, Tensor dy, Tensor dw) {
    ConvolutionPlan plan = plan(geometry, x, dw, dy);
    ConvolutionAlgorithm algorithm = plan.algorithm(ConvolutionDirection.BACKWARD_WEIGHT);
    submit(
        ConvolutionDirection.BACKWARD_WEIGHT,
        algorithm,
        new Accesses().reads(x).reads(dy).writes(dw),
        workspace ->
            cudnnConvolutionBackwardFilter(
                cudnn.handle(),
                cudnn.scalars().one(),
                plan.x(),
                CudaStorage.address(x),
                plan.y(),
                CudaStorage.address(dy),
                plan.convolution(),
                algorithm.number(),
                workspace,
                algorithm.workspace(),
                cudnn.scalars().zero(),
                plan.w(),
                CudaStorage.address(dw)));
  }

  @Override
  public void close() {
    plans.values().forEach(ConvolutionPlan::close);
    plans.clear();
  }

  private ConvolutionPlan plan(Geometry geometry, Tensor x, Tensor w, Tensor y) {
    return plans.computeIfAbsent(
        new ConvolutionPlan.Key(geometry, x.shape(), w.shape(), y.shape()),
        key -> new ConvolutionPlan(cudnn, key));
  }

  /** Queues a call with the memory that its algorithm needs while it runs. */
  private void submit(
      ConvolutionDirection direction,
      ConvolutionAlgorithm algorithm,
      Accesses accesses,
      ToIntFunction<Pointer> function) {
    String call = direction.call();
    if (algorithm.workspace() == 0) {
      Pointer none = new Pointer();
      cudnn.stream().submit(DeviceLibrary.CUDNN, call, accesses, () -> function.applyAsInt(none));
      return;
    }
    DeviceBlock workspace = resources.take(algorithm.workspace());
    try {
      cudnn.stream()
          .submit(
              DeviceLibrary.CUDNN,
              call,
              accesses.writes(workspace),
              () -> function.applyAsInt(workspace.address()));
    } finally {
      resources.giveBack(workspace);
    }
  }
}
