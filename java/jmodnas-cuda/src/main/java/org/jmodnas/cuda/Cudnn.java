package org.jmodnas.cuda;

import static jcuda.jcudnn.JCudnn.cudnnAddTensor;
import static jcuda.jcudnn.JCudnn.cudnnCreate;
import static jcuda.jcudnn.JCudnn.cudnnCreateTensorDescriptor;
import static jcuda.jcudnn.JCudnn.cudnnDestroy;
import static jcuda.jcudnn.JCudnn.cudnnDestroyTensorDescriptor;
import static jcuda.jcudnn.JCudnn.cudnnSetStream;
import static jcuda.jcudnn.JCudnn.cudnnSetTensor4dDescriptor;

import java.util.HashMap;
import java.util.Map;
import jcuda.jcudnn.cudnnDataType;
import jcuda.jcudnn.cudnnHandle;
import jcuda.jcudnn.cudnnTensorDescriptor;
import jcuda.jcudnn.cudnnTensorFormat;
import jcuda.runtime.cudaStream_t;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** cuDNN on one stream; its handle and descriptions of tensors are made at their first use. */
final class Cudnn implements AutoCloseable {
  private final CudaStream stream;
  private final Scalars scalars = new Scalars();
  private final Map<Shape, cudnnTensorDescriptor> images = new HashMap<>();
  private @Nullable cudnnHandle handle;

  Cudnn(CudaStream stream) {
    this.stream = stream;
  }

  CudaStream stream() {
    return stream;
  }

  Scalars scalars() {
    return scalars;
  }

  cudnnHandle handle() {
    if (handle == null) {
      cudnnHandle created = new cudnnHandle();
      stream.context().bind();
      check(cudnnCreate(created), "cudnnCreate", "");
      handle = created;
      check(cudnnSetStream(created, new cudaStream_t(stream.handle())), "cudnnSetStream", "");
    }
    return handle;
  }

  /** Description of (batch, height, width, channels) images. */
  cudnnTensorDescriptor images(Shape shape) {
    return images.computeIfAbsent(shape, Cudnn::describe);
  }

  /** Adds {@code bias} (n) to every row of {@code matrices} (…, n). */
  void addToRows(Tensor bias, Tensor matrices) {
    int columns = bias.shape().size();
    int rows = matrices.shape().size() / columns;
    cudnnTensorDescriptor row = images(Shape.of(1, 1, 1, columns));
    cudnnTensorDescriptor all = images(Shape.of(rows, 1, 1, columns));
    cudnnHandle opened = handle();
    DeviceAddress from = CudaStorage.address(bias);
    DeviceAddress to = CudaStorage.address(matrices);
    stream.submit(
        DeviceLibrary.CUDNN,
        "cudnnAddTensor",
        new Accesses().reads(bias).writes(matrices),
        () -> cudnnAddTensor(opened, scalars.one(), row, from, scalars.one(), all, to));
  }

  /** Throws unless {@code status} is success. */
  static void check(int status, String call, Object operands) {
    if (status != 0) {
      throw DeviceLibrary.CUDNN.failure(status, call, operands.toString(), "");
    }
  }

  @Override
  public void close() {
    for (cudnnTensorDescriptor descriptor : images.values()) {
      check(cudnnDestroyTensorDescriptor(descriptor), "cudnnDestroyTensorDescriptor", "");
    }
    images.clear();
    if (handle != null) {
      check(cudnnDestroy(handle), "cudnnDestroy", "");
      handle = null;
    }
  }

  private static cudnnTensorDescriptor describe(Shape shape) {
    cudnnTensorDescriptor descriptor = new cudnnTensorDescriptor();
    check(cudnnCreateTensorDescriptor(descriptor), "cudnnCreateTensorDescriptor", shape);
    check(
        cudnnSetTensor4dDescriptor(
            descriptor,
            cudnnTensorFormat.CUDNN_TENSOR_NHWC,
            cudnnDataType.CUDNN_DATA_FLOAT,
            shape.dimension(0),
            shape.dimension(3),
            shape.dimension(1),
            shape.dimension(2)),
        "cudnnSetTensor4dDescriptor",
        shape);
    return descriptor;
  }
}
