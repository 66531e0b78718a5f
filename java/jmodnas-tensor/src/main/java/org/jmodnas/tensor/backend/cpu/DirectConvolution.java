package org.jmodnas.tensor.backend.cpu;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_backward_data_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_backward_weights_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_direct;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_forward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_clone;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_next_impl;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_diff_weights_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_impl_info_str;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_weights_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;
import static org.jmodnas.tensor.backend.cpu.NativeStorage.address;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.ConvolutionKernels;

/** Convolutions by oneDNN, with weights in the layout that it prefers for the shape. */
final class DirectConvolution implements ConvolutionKernels {
  private final OneDnn library;
  private final MemoryPool pool;

  DirectConvolution(OneDnn library, MemoryPool pool) {
    this.library = library;
    this.pool = pool;
  }

  private enum Direction {
    FORWARD,
    BACKWARD_INPUT,
    BACKWARD_WEIGHT
  }

  /** What a plan is built for. */
  private record Key(Direction direction, Geometry geometry, Shape x, Shape w, Shape y) {}

  /** A convolution and the reorder of its weights between OHWI and its own layout. */
  private record Plan(Primitive convolution, Reorder weights) implements AutoCloseable {
    @Override
    public void close() {
      convolution.close();
      weights.close();
    }
  }

  @Override
  public void forward(Geometry geometry, Tensor x, Tensor w, Tensor y) {
    Plan plan = plan(new Key(Direction.FORWARD, geometry, x.shape(), w.shape(), y.shape()));
    plan.weights.read(
        pool, address(w), packed -> plan.convolution.execute(address(x), packed, address(y)));
  }

  @Override
  public void backwardInput(Geometry geometry, Tensor w, Tensor dy, Tensor dx) {
    Plan plan =
        plan(new Key(Direction.BACKWARD_INPUT, geometry, dx.shape(), w.shape(), dy.shape()));
    plan.weights.read(
        pool, address(w), packed -> plan.convolution.execute(address(dy), packed, address(dx)));
  }

  @Override
  public void backwardWeight(Geometry geometry, Tensor x, Tensor dy, Tensor dw) {
    Plan plan =
        plan(new Key(Direction.BACKWARD_WEIGHT, geometry, x.shape(), dw.shape(), dy.shape()));
    plan.weights.write(
        pool, address(dw), packed -> plan.convolution.execute(address(x), address(dy), packed));
  }

  private Plan plan(Key key) {
    return library.plan(key, Plan.class, () -> build(key));
  }

  private Plan build(Key key) {
    Shape w = key.w;
    dnnl_memory_desc x = OneDnn.channelsLast(key.x);
    dnnl_memory_desc y = OneDnn.channelsLast(key.y);
    dnnl_memory_desc chosen =
        OneDnn.any(w.dimension(0), w.dimension(3), w.dimension(1), w.dimension(2));
    dnnl_memory_desc plain = OneDnn.channelsLast(w);
    dnnl_primitive_desc forward = forwardDescriptor(key.geometry, x, chosen, y);
    if (key.direction == Direction.FORWARD) {
      Reorder pack =
          Reorder.of(
              library, plain, dnnl_primitive_desc_query_md(forward, dnnl_query_weights_md, 0));
      return new Plan(
          new Primitive(library, forward, DNNL_ARG_SRC, DNNL_ARG_WEIGHTS, DNNL_ARG_DST), pack);
    }
    dnnl_primitive_desc backward = OneDnn.descriptor();
    long[] stride = {key.geometry.stride(), key.geometry.stride()};
    long[] padding = {key.geometry.padding(), key.geometry.padding()};
    long[] dilation = {0, 0};
    try {
      if (key.direction == Direction.BACKWARD_INPUT) {
        OneDnn.check(
            dnnl_convolution_backward_data_primitive_desc_create(
                backward,
                library.engine(),
                dnnl_convolution_direct,
                x,
                chosen,
                y,
                stride,
                dilation,
                padding,
                padding,
                forward,
                null),
            "convolution backward data");
        if (key.geometry.stride() > 1) {
          backward = preferDirect(backward);
        }
        Reorder pack =
            Reorder.of(
                library, plain, dnnl_primitive_desc_query_md(backward, dnnl_query_weights_md, 0));
        return new Plan(
            new Primitive(
                library, backward, DNNL_ARG_DIFF_DST, DNNL_ARG_WEIGHTS, DNNL_ARG_DIFF_SRC),
            pack);
      }
      OneDnn.check(
          dnnl_convolution_backward_weights_primitive_desc_create(
              backward,
              library.engine(),
              dnnl_convolution_direct,
              x,
              chosen,
              null,
              y,
              stride,
              dilation,
              padding,
              padding,
              forward,
              null),
          "convolution backward weights");
      Reorder unpack =
          Reorder.of(
              library,
              dnnl_primitive_desc_query_md(backward, dnnl_query_diff_weights_md, 0),
              plain);
      return new Plan(
          new Primitive(library, backward, DNNL_ARG_SRC, DNNL_ARG_DIFF_DST, DNNL_ARG_DIFF_WEIGHTS),
          unpack);
    } finally {
      dnnl_primitive_desc_destroy(forward);
    }
  }

  /**
   * The direct implementation, or the first where there is none: for strided backward data it takes
   * two thirds of the time of the one that oneDNN ranks first. Takes {@code descriptor} over.
   */
  private static dnnl_primitive_desc preferDirect(dnnl_primitive_desc descriptor) {
    dnnl_primitive_desc first = OneDnn.descriptor();
    OneDnn.check(dnnl_primitive_desc_clone(first, descriptor), "descriptor clone");
    while (!implementation(descriptor).startsWith("jit:")) {
      if (dnnl_primitive_desc_next_impl(descriptor) != dnnl_success) {
        dnnl_primitive_desc_destroy(descriptor);
        return first;
      }
    }
    dnnl_primitive_desc_destroy(first);
    return descriptor;
  }

  private static String implementation(dnnl_primitive_desc descriptor) {
    try (PointerPointer<BytePointer> name = new PointerPointer<>(1)) {
      OneDnn.check(
          dnnl_primitive_desc_query(descriptor, dnnl_query_impl_info_str, 0, name), "query");
      return name.get(BytePointer.class, 0).getString();
    }
  }

  private dnnl_primitive_desc forwardDescriptor(
      Geometry geometry, dnnl_memory_desc x, dnnl_memory_desc w, dnnl_memory_desc y) {
    dnnl_primitive_desc descriptor = OneDnn.descriptor();
    long[] padding = {geometry.padding(), geometry.padding()};
    OneDnn.check(
        dnnl_convolution_forward_primitive_desc_create(
            descriptor,
            library.engine(),
            dnnl_forward_training,
            dnnl_convolution_direct,
            x,
            w,
            null,
            y,
            new long[] {geometry.stride(), geometry.stride()},
            new long[] {0, 0},
            padding,
            padding,
            null),
        "convolution forward");
    return descriptor;
  }
}
