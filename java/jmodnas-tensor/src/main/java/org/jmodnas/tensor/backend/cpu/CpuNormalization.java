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

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.NormalizationKernels;
import org.jspecify.annotations.Nullable;

/** Batch normalisation with batch statistics. */
final class CpuNormalization implements NormalizationKernels {
  private static final int NO_FLAGS = 0;
  private static final int AFFINE_FLAGS = dnnl_use_scale | dnnl_use_shift;

  private final OneDnn library;

  CpuNormalization(OneDnn library) {
    this.library = library;
  }

  /** What a primitive is built for. */
  private record Key(Shape x, boolean affine, float epsilon, boolean backward) {
    int flags() {
      return affine ? AFFINE_FLAGS : NO_FLAGS;
    }
  }

  @Override
  public void forward(
      Tensor x, @Nullable Affine affine, float epsilon, Statistics statistics, Tensor y) {
    Key key = new Key(x.shape(), affine != null, epsilon, false);
    Primitive primitive = library.primitive(key, () -> build(key));
    long mean = address(statistics.mean());
    long variance = address(statistics.variance());
    if (affine == null) {
      primitive.execute(address(x), mean, variance, address(y));
    } else {
      primitive.execute(
          address(x), mean, variance, address(y), address(affine.scale()), address(affine.shift()));
    }
  }

  @Override
  public void backward(Forward forward, Tensor dy, Tensor dx, @Nullable Affine gradient) {
    Affine affine = forward.affine();
    Key key = new Key(dy.shape(), affine != null, forward.epsilon(), true);
    Primitive primitive = library.primitive(key, () -> build(key));
    long x = address(forward.x());
    long mean = address(forward.statistics().mean());
    long variance = address(forward.statistics().variance());
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
