package org.jmodnas.tensor.backend.cpu;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_equal;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_get_size;
import static org.bytedeco.dnnl.global.dnnl.dnnl_reorder_primitive_desc_create;

import java.util.function.LongConsumer;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.jspecify.annotations.Nullable;

/** Copies between two layouts of the same array through a scratch block; free if they are equal. */
final class Reorder implements AutoCloseable {
  private final @Nullable Primitive primitive;
  private final long fromBytes;
  private final long toBytes;

  private Reorder(@Nullable Primitive primitive, long fromBytes, long toBytes) {
    this.primitive = primitive;
    this.fromBytes = fromBytes;
    this.toBytes = toBytes;
  }

  static Reorder of(OneDnn library, dnnl_memory_desc from, dnnl_memory_desc to) {
    long fromBytes = dnnl_memory_desc_get_size(from);
    long toBytes = dnnl_memory_desc_get_size(to);
    if (dnnl_memory_desc_equal(from, to) != 0) {
      return new Reorder(null, fromBytes, toBytes);
    }
    dnnl_primitive_desc descriptor = OneDnn.descriptor();
    OneDnn.check(
        dnnl_reorder_primitive_desc_create(
            descriptor, from, library.engine(), to, library.engine(), null),
        "reorder");
    return new Reorder(
        new Primitive(library, descriptor, DNNL_ARG_FROM, DNNL_ARG_TO), fromBytes, toBytes);
  }

  /** Reorders the array at {@code from} and lets {@code reader} read the result. */
  void read(MemoryPool pool, long from, LongConsumer reader) {
    if (primitive == null) {
      reader.accept(from);
      return;
    }
    MemoryPool.Block scratch = pool.take(toBytes);
    try {
      primitive.execute(from, scratch.address());
      reader.accept(scratch.address());
    } finally {
      pool.giveBack(scratch);
    }
  }

  /** Lets {@code writer} write the array and reorders it to {@code to}. */
  void write(MemoryPool pool, long to, LongConsumer writer) {
    if (primitive == null) {
      writer.accept(to);
      return;
    }
    MemoryPool.Block scratch = pool.take(fromBytes);
    try {
      writer.accept(scratch.address());
      primitive.execute(scratch.address(), to);
    } finally {
      pool.giveBack(scratch);
    }
  }

  @Override
  public void close() {
    if (primitive != null) {
      primitive.close();
    }
  }
}
