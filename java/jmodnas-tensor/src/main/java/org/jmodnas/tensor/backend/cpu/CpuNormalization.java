package org.jmodnas.tensor.backend.cpu;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SCALE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_MEAN;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCALE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_VARIANCE;
import static org.bytedeco.dnnl.global.dnnl.dnnl_backward;
import static org.bytedeco.dnnl.global.dnnl.dnnl_backward_data;
import static org.bytedeco.dnnl.global.dnnl.dnnl_batch_normalization_backward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_batch_normalization_forward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_use_scale;
import static org.bytedeco.dnnl.global.dnnl.dnnl_use_shift;
import static org.jmodnas.tensor.backend.cpu.NativeStorage.address;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.ElementwiseKernels.Function;
import org.jmodnas.tensor.backend.ElementwiseKernels.Saved;
import org.jmodnas.tensor.backend.NormalizationKernels;
import org.jspecify.annotations.Nullable;

/** Batch normalisation with batch statistics. */
final class CpuNormalization implements NormalizationKernels {
  private static final int NO_FLAGS = 0;
  private static final int AFFINE_FLAGS = dnnl_use_scale | dnnl_use_shift;

  private final OneDnn library;
  private final Backend backend;

  CpuNormalization(OneDnn library, Backend backend) {
    this.library = library;
    this.backend = backend;
  }

  /** What a primitive is built for. */
  private record Key(Shape x, boolean affine, float epsilon, boolean backward) {
    int flags() {
      return affine ? AFFINE_FLAGS : NO_FLAGS;
    }
  }

  @Override
  public void forward(Forward norm, Tensor y) {
    Affine affine = norm.affine();
    Key key = new Key(y.shape(), affine != null, norm.epsilon(), false);
    Primitive primitive = library.primitive(key, () -> build(key));
    long x = address(norm.x());
    long mean = address(norm.statistics().mean());
    long variance = address(norm.statistics().variance());
    if (affine == null) {
      primitive.execute(x, mean, variance, address(y));
    } else {
      primitive.execute(
          x, mean, variance, address(y), address(affine.scale()), address(affine.shift()));
    }
  }

  @Override
  public void forwardRectified(Forward norm, Tensor y) {
    forward(norm, y);
    // The primitive may work in place.
    backend.elementwise().apply(Function.RELU, y, y);
  }

  /** Adds all in one pass: it costs less than to add each to what is there. */
  @Override
  public void forwardSum(List<Tensor> terms, List<Forward> norms, Tensor y) {
    try (TensorScope scope = backend.openScope()) {
      List<Tensor> all = new ArrayList<>(terms);
      for (Forward norm : norms) {
        Tensor normalized = all.isEmpty() && norms.size() == 1 ? y : backend.allocate(y.shape());
        forward(norm, normalized);
        all.add(normalized);
      }
      if (all.size() > 1) {
        backend.elementwise().sum(all, y);
      }
    }
  }

  @Override
  public void backward(
      Forward norm, @Nullable Tensor rectified, Tensor dy, Tensor dx, @Nullable Affine gradient) {
    if (rectified == null) {
      backward(norm, dy, dx, gradient);
      return;
    }
    try (TensorScope scope = backend.openScope()) {
      Tensor passed = backend.allocate(dy.shape());
      backend
          .elementwise()
          .applyBackward(Function.RELU, new Saved(norm.x(), rectified), dy, passed);
      backward(norm, passed, dx, gradient);
    }
  }

  private void backward(Forward norm, Tensor dy, Tensor dx, @Nullable Affine gradient) {
    Affine affine = norm.affine();
    Key key = new Key(dy.shape(), affine != null, norm.epsilon(), true);
    Primitive primitive = library.primitive(key, () -> build(key));
    long x = address(norm.x());
    long mean = address(norm.statistics().mean());
    long variance = address(norm.statistics().variance());
    if (affine == null || gradient == null) {
      primitive.execute(x, mean, variance, address(dy), address(dx));
    } else {
      primitive.execute(
          x,
          mean,
          variance,
          address(dy),
          address(dx),
          address(affine.scale()),
          address(gradient.scale()),
          address(gradient.shift()));
    }
  }

  private Primitive build(Key key) {
    dnnl_memory_desc image = OneDnn.channelsLast(key.x);
    dnnl_primitive_desc forward = OneDnn.descriptor();
    OneDnn.check(
        dnnl_batch_normalization_forward_primitive_desc_create(
            forward,
            library.engine(),
            dnnl_forward_training,
            image,
            image,
            key.epsilon,
            key.flags(),
            null),
        "batch normalization forward");
    if (key.backward) {
      return buildBackward(key, image, forward);
    }
    return key.affine
        ? new Primitive(
            library,
            forward,
            DNNL_ARG_SRC,
            DNNL_ARG_MEAN,
            DNNL_ARG_VARIANCE,
            DNNL_ARG_DST,
            DNNL_ARG_SCALE,
            DNNL_ARG_SHIFT)
        : new Primitive(
            library, forward, DNNL_ARG_SRC, DNNL_ARG_MEAN, DNNL_ARG_VARIANCE, DNNL_ARG_DST);
  }

  private Primitive buildBackward(Key key, dnnl_memory_desc image, dnnl_primitive_desc forward) {
    dnnl_primitive_desc backward = OneDnn.descriptor();
    OneDnn.check(
        dnnl_batch_normalization_backward_primitive_desc_create(
            backward,
            library.engine(),
            key.affine ? dnnl_backward : dnnl_backward_data,
            image,
            image,
            image,
            key.epsilon,
            key.flags(),
            forward,
            null),
        "batch normalization backward");
    dnnl_primitive_desc_destroy(forward);
    return key.affine
        ? new Primitive(
            library,
            backward,
            DNNL_ARG_SRC,
            DNNL_ARG_MEAN,
            DNNL_ARG_VARIANCE,
            DNNL_ARG_DIFF_DST,
            DNNL_ARG_DIFF_SRC,
            DNNL_ARG_SCALE,
            DNNL_ARG_DIFF_SCALE,
            DNNL_ARG_DIFF_SHIFT)
        : new Primitive(
            library,
            backward,
            DNNL_ARG_SRC,
            DNNL_ARG_MEAN,
            DNNL_ARG_VARIANCE,
            DNNL_ARG_DIFF_DST,
            DNNL_ARG_DIFF_SRC);
  }
}
