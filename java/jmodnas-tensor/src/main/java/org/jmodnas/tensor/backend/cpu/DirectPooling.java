package org.jmodnas.tensor.backend.cpu;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_avg_exclude_padding;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_backward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_forward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_destroy;
import static org.jmodnas.tensor.backend.cpu.NativeStorage.address;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.PoolingKernels;

/** Average pooling by oneDNN. */
final class DirectPooling implements PoolingKernels {
  private final OneDnn library;

  DirectPooling(OneDnn library) {
    this.library = library;
  }

  /** What a primitive is built for. */
  private record Key(Window window, Shape x, Shape y, boolean backward) {}

  @Override
  public void averageForward(Window window, Tensor x, Tensor y) {
    Key key = new Key(window, x.shape(), y.shape(), false);
    library.primitive(key, () -> build(key)).execute(address(x), address(y));
  }

  @Override
  public void averageBackward(Window window, Tensor dy, Tensor dx) {
    Key key = new Key(window, dx.shape(), dy.shape(), true);
    library.primitive(key, () -> build(key)).execute(address(dy), address(dx));
  }

  private Primitive build(Key key) {
    dnnl_memory_desc x = OneDnn.channelsLast(key.x);
    dnnl_memory_desc y = OneDnn.channelsLast(key.y);
    long[] stride = {key.window.stride(), key.window.stride()};
    long[] kernel = {key.window.size(), key.window.size()};
    long[] dilation = {0, 0};
    long[] padding = {key.window.padding(), key.window.padding()};
    dnnl_primitive_desc forward = OneDnn.descriptor();
    OneDnn.check(
        dnnl_pooling_forward_primitive_desc_create(
            forward,
            library.engine(),
            dnnl_forward_training,
            dnnl_pooling_avg_exclude_padding,
            x,
            y,
            stride,
            kernel,
            dilation,
            padding,
            padding,
            null),
        "pooling forward");
    if (!key.backward) {
      return new Primitive(library, forward, DNNL_ARG_SRC, DNNL_ARG_DST);
    }
    dnnl_primitive_desc backward = OneDnn.descriptor();
    OneDnn.check(
        dnnl_pooling_backward_primitive_desc_create(
            backward,
            library.engine(),
            dnnl_pooling_avg_exclude_padding,
            x,
            y,
            stride,
            kernel,
            dilation,
            padding,
            padding,
            forward,
            null),
        "pooling backward");
    dnnl_primitive_desc_destroy(forward);
    return new Primitive(library, backward, DNNL_ARG_DIFF_DST, DNNL_ARG_DIFF_SRC);
  }
}
