package org.jmodnas.tensor.backend.cpu;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_add;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_mul;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_data_type_undef;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_backward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_forward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_relu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_relu_use_dst_for_bwd;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_append_binary;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_append_sum;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_set_post_ops;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_destroy;
import static org.jmodnas.tensor.backend.cpu.NativeStorage.address;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_post_ops;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.ElementwiseKernels;
import org.jspecify.annotations.Nullable;

/**
 * Elementwise work. What runs on images is a oneDNN primitive; functions that only small tensors
 * need are computed on the heap, where the compiler vectorises (it does not over native memory).
 */
final class CpuElementwise implements ElementwiseKernels {
  private static final int FILLED_FROM_HEAP = 1024;
  private static final int MAXIMUM_TERMS = 16;

  private final OneDnn library;

  CpuElementwise(OneDnn library) {
    this.library = library;
  }

  private enum Kind {
    RELU,
    RELU_BACKWARD,
    SUM,
    MULTIPLY,
    SCALE,
    ADD_SCALED
  }

  /** What a primitive is built for. */
  private record Key(Kind kind, int size, int terms) {}

  @Override
  public void apply(Function function, Tensor x, Tensor y) {
    if (function == Function.RELU) {
      Key key = new Key(Kind.RELU, x.shape().size(), 1);
      library.primitive(key, () -> relu(key.size)).execute(address(x), address(y));
      return;
    }
    float[] values = x.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (function == Function.SIN ? Math.sin(values[i]) : Math.exp(values[i]));
    }
    y.set(values);
  }

  @Override
  public void applyBackward(Function function, Saved saved, Tensor dy, Tensor dx) {
    if (function == Function.RELU) {
      Key key = new Key(Kind.RELU_BACKWARD, dy.shape().size(), 1);
      library
          .primitive(key, () -> reluBackward(key.size))
          .execute(address(saved.y()), address(dy), address(dx));
      return;
    }
    float[] gradient = dy.toArray();
    float[] values = function == Function.SIN ? saved.x().toArray() : saved.y().toArray();
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] *= function == Function.SIN ? (float) Math.cos(values[i]) : values[i];
    }
    dx.set(gradient);
  }

  @Override
  public void sum(List<Tensor> terms, Tensor y) {
    if (terms.size() == 1) {
      copy(terms.get(0), y);
      return;
    }
    int count = Math.min(terms.size(), MAXIMUM_TERMS);
    Key key = new Key(Kind.SUM, y.shape().size(), count);
    long[] addresses = new long[count + 1];
    for (int i = 0; i < count; i++) {
      addresses[i] = address(terms.get(i));
    }
    addresses[count] = address(y);
    library.primitive(key, () -> binary(key, dnnl_binary_add)).execute(addresses);
    for (int i = count; i < terms.size(); i++) {
      sum(List.of(y, terms.get(i)), y);
    }
  }

  @Override
  public void weightedSum(List<Tensor> terms, float[] weights, Tensor y) {
    try (FloatPointer factors = new FloatPointer(weights)) {
      for (int i = 0; i < weights.length; i++) {
        Key key = new Key(i == 0 ? Kind.SCALE : Kind.ADD_SCALED, y.shape().size(), 1);
        library
            .primitive(key, () -> scaled(key))
            .execute(address(terms.get(i)), factors.address() + (long) i * Float.BYTES, address(y));
      }
    }
  }

  @Override
  public void multiply(Tensor a, Tensor b, Tensor y) {
    Key key = new Key(Kind.MULTIPLY, y.shape().size(), 2);
    library
        .primitive(key, () -> binary(key, dnnl_binary_mul))
        .execute(address(a), address(b), address(y));
  }

  @Override
  public void affine(Tensor x, float factor, float constant, Tensor y) {
    float[] values = x.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = factor * values[i] + constant;
    }
    y.set(values);
  }

  @Override
  public void scale(Tensor x, Tensor factor, float constant, Tensor y) {
    weightedSum(List.of(x), new float[] {constant * factor.item()}, y);
  }

  @Override
  public void fill(Tensor x, float value) {
    if (value == 0) {
      Pointer.memset(new Address(address(x)), 0, x.shape().bytes());
      return;
    }
    int size = x.shape().size();
    float[] values = new float[Math.min(size, FILLED_FROM_HEAP)];
    Arrays.fill(values, value);
    x.slice(0, Shape.of(values.length)).set(values);
    for (int filled = values.length; filled < size; filled *= 2) {
      int count = Math.min(filled, size - filled);
      copy(x.slice(0, Shape.of(count)), x.slice(filled, Shape.of(count)));
    }
  }

  @Override
  public void copy(Tensor x, Tensor y) {
    Pointer.memcpy(new Address(address(y)), new Address(address(x)), y.shape().bytes());
  }

  @Override
  public void copyRuns(Runs from, Runs to, int outer, int inner, int width) {
    long source = address(from.tensor());
    long target = address(to.tensor());
    for (int i = 0; i < outer; i++) {
      for (int j = 0; j < inner; j++) {
        Pointer.memcpy(
            new Address(target + offset(to, i, j)),
            new Address(source + offset(from, i, j)),
            (long) Float.BYTES * width);
      }
    }
  }

  /** Where run (i, j) begins, in bytes. */
  private static long offset(Runs runs, int i, int j) {
    long element = runs.start() + (long) i * runs.outerStride() + (long) j * runs.innerStride();
    return Float.BYTES * element;
  }

  private Primitive relu(int size) {
    return new Primitive(
        library, reluDescriptor(OneDnn.vector(size)), DNNL_ARG_SRC_0, DNNL_ARG_DST);
  }

  private dnnl_primitive_desc reluDescriptor(dnnl_memory_desc vector) {
    dnnl_primitive_desc descriptor = OneDnn.descriptor();
    OneDnn.check(
        dnnl_eltwise_forward_primitive_desc_create(
            descriptor,
            library.engine(),
            dnnl_forward_training,
            dnnl_eltwise_relu,
            vector,
            vector,
            0,
            0,
            null),
        "relu");
    return descriptor;
  }

  private Primitive reluBackward(int size) {
    dnnl_memory_desc vector = OneDnn.vector(size);
    dnnl_primitive_desc forward = reluDescriptor(vector);
    dnnl_primitive_desc backward = OneDnn.descriptor();
    OneDnn.check(
        dnnl_eltwise_backward_primitive_desc_create(
            backward,
            library.engine(),
            dnnl_eltwise_relu_use_dst_for_bwd,
            vector,
            vector,
            vector,
            0,
            0,
            forward,
            null),
        "relu backward");
    dnnl_primitive_desc_destroy(forward);
    return new Primitive(library, backward, DNNL_ARG_DST, DNNL_ARG_DIFF_DST, DNNL_ARG_DIFF_SRC);
  }

  /** The first two terms by the primitive, each further one added by a post-op in the same pass. */
  private Primitive binary(Key key, int algorithm) {
    dnnl_memory_desc vector = OneDnn.vector(key.size);
    int[] ids = new int[key.terms + 1];
    ids[0] = DNNL_ARG_SRC_0;
    ids[1] = DNNL_ARG_SRC_1;
    ids[key.terms] = DNNL_ARG_DST;
    for (int i = 2; i < key.terms; i++) {
      ids[i] = DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE * (i - 1) | DNNL_ARG_SRC_1;
    }
    dnnl_primitive_attr attributes = further(key.terms - 2, vector);
    dnnl_primitive_desc descriptor = OneDnn.descriptor();
    OneDnn.check(
        dnnl_binary_primitive_desc_create(
            descriptor, library.engine(), algorithm, vector, vector, vector, attributes),
        "binary");
    if (attributes != null) {
      dnnl_primitive_attr_destroy(attributes);
    }
    return new Primitive(library, descriptor, ids);
  }

  /** A factor in memory times a vector, written to y or added to it. */
  private Primitive scaled(Key key) {
    dnnl_memory_desc vector = OneDnn.vector(key.size);
    dnnl_primitive_attr attributes = key.kind == Kind.ADD_SCALED ? accumulating() : null;
    dnnl_primitive_desc descriptor = OneDnn.descriptor();
    OneDnn.check(
        dnnl_binary_primitive_desc_create(
            descriptor,
            library.engine(),
            dnnl_binary_mul,
            vector,
            OneDnn.vector(1),
            vector,
            attributes),
        "scaled vector");
    if (attributes != null) {
      dnnl_primitive_attr_destroy(attributes);
    }
    return new Primitive(library, descriptor, DNNL_ARG_SRC_0, DNNL_ARG_SRC_1, DNNL_ARG_DST);
  }

  private static dnnl_primitive_attr accumulating() {
    dnnl_post_ops operations = new dnnl_post_ops();
    OneDnn.check(dnnl_post_ops_create(operations), "post-ops");
    OneDnn.check(dnnl_post_ops_append_sum(operations, 1, 0, dnnl_data_type_undef), "sum post-op");
    return attributes(operations);
  }

  private static @Nullable dnnl_primitive_attr further(int terms, dnnl_memory_desc vector) {
    if (terms <= 0) {
      return null;
    }
    dnnl_post_ops operations = new dnnl_post_ops();
    OneDnn.check(dnnl_post_ops_create(operations), "post-ops");
    for (int i = 0; i < terms; i++) {
      OneDnn.check(
          dnnl_post_ops_append_binary(operations, dnnl_binary_add, vector), "binary post-op");
    }
    return attributes(operations);
  }

  /** Attributes with these post-ops, which they replace. */
  private static dnnl_primitive_attr attributes(dnnl_post_ops operations) {
    dnnl_primitive_attr attributes = new dnnl_primitive_attr();
    OneDnn.check(dnnl_primitive_attr_create(attributes), "attributes");
    OneDnn.check(dnnl_primitive_attr_set_post_ops(attributes, operations), "post-ops");
    dnnl_post_ops_destroy(operations);
    return attributes;
  }

  /** A pointer to memory that a storage owns. */
  private static final class Address extends Pointer {
    Address(long address) {
      super((Pointer) null);
      this.address = address;
    }
  }
}
