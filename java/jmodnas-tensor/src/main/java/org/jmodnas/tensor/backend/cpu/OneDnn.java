package org.jmodnas.tensor.backend.cpu;

import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_engine_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_engine_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_format_tag_any;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_create_with_strides;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_create_with_tag;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_default_flags;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.dnnl_stream;
import org.jmodnas.tensor.JModnasException;
import org.jmodnas.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * A oneDNN engine and stream with the primitives built for it, one per kind and shape. Belongs to
 * one thread at a time.
 */
final class OneDnn implements AutoCloseable {
  private final dnnl_engine engine = new dnnl_engine();
  private final dnnl_stream stream = new dnnl_stream();
  private final Map<Object, AutoCloseable> plans = new HashMap<>();
  private @Nullable Thread thread;

  OneDnn() {
    check(dnnl_engine_create(engine, dnnl_cpu, 0), "dnnl_engine_create");
    check(dnnl_stream_create(stream, engine, dnnl_stream_default_flags), "dnnl_stream_create");
  }

  dnnl_engine engine() {
    return engine;
  }

  /** The stream, for a primitive that the calling thread is about to execute. */
  dnnl_stream stream() {
    claimThread();
    return stream;
  }

  /** Primitives are compiled for as many threads as their builder may use, so it may use one. */
  private void claimThread() {
    if (thread != Thread.currentThread()) {
      SingleThread.require();
      thread = Thread.currentThread();
    }
  }

  /** The plan for {@code key}, built at its first use. A key determines the type of its plan. */
  <T extends AutoCloseable> T plan(Object key, Class<T> type, Supplier<T> builder) {
    AutoCloseable plan = plans.get(key);
    if (plan == null) {
      claimThread();
      plan = builder.get();
      plans.put(key, plan);
    }
    return type.cast(plan);
  }

  /** The primitive for {@code key}, built at its first use. */
  Primitive primitive(Object key, Supplier<Primitive> builder) {
    return plan(key, Primitive.class, builder);
  }

  /** Description of a float32 array with these strides. */
  static dnnl_memory_desc strided(long[] dimensions, long[] strides) {
    dnnl_memory_desc description = new dnnl_memory_desc();
    check(
        dnnl_memory_desc_create_with_strides(
            description, dimensions.length, dimensions, dnnl_f32, strides),
        "dnnl_memory_desc_create_with_strides");
    return description;
  }

  /** Description whose layout oneDNN chooses. */
  static dnnl_memory_desc any(long... dimensions) {
    dnnl_memory_desc description = new dnnl_memory_desc();
    check(
        dnnl_memory_desc_create_with_tag(
            description, dimensions.length, dimensions, dnnl_f32, dnnl_format_tag_any),
        "dnnl_memory_desc_create_with_tag");
    return description;
  }

  /** Description of a dense vector. */
  static dnnl_memory_desc vector(int size) {
    return strided(new long[] {size}, new long[] {1});
  }

  /** Description of (a, b, c, d) memory as oneDNN's logical (a, d, b, c): NHWC and OHWI. */
  static dnnl_memory_desc channelsLast(Shape shape) {
    long b = shape.dimension(1);
    long c = shape.dimension(2);
    long d = shape.dimension(3);
    return strided(new long[] {shape.dimension(0), d, b, c}, new long[] {b * c * d, 1, c * d, d});
  }

  static void check(int status, String call) {
    if (status != dnnl_success) {
      throw new JModnasException("oneDNN refused '" + call + "' with status " + status);
    }
  }

  /** An empty primitive descriptor, to be filled by a create call. */
  static dnnl_primitive_desc descriptor() {
    return new dnnl_primitive_desc();
  }

  @Override
  public void close() {
    for (AutoCloseable plan : plans.values()) {
      try {
        plan.close();
      } catch (Exception e) {
        throw new JModnasException("A oneDNN primitive could not be released", e);
      }
    }
    plans.clear();
    dnnl_stream_destroy(stream);
    dnnl_engine_destroy(engine);
  }
}
