package org.jmodnas.tensor.backend.cpu;

import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_set_data_handle;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_execute;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_exec_arg_md;

import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.javacpp.Pointer;

/**
 * A compiled oneDNN primitive with its argument list. Executing it only sets addresses, so a
 * training step neither allocates nor compiles.
 */
final class Primitive implements AutoCloseable {
  private final OneDnn library;
  private final dnnl_primitive primitive = new dnnl_primitive();
  private final dnnl_memory[] memories;
  private final dnnl_exec_arg_t arguments;
  private final Address address = new Address();

  /**
   * Compiles {@code descriptor} and destroys it.
   *
   * @param ids argument ids (DNNL_ARG_…), in the order in which {@link #execute} gets addresses
   */
  Primitive(OneDnn library, dnnl_primitive_desc descriptor, int... ids) {
    this.library = library;
    OneDnn.check(dnnl_primitive_create(primitive, descriptor), "dnnl_primitive_create");
    memories = new dnnl_memory[ids.length];
    arguments = new dnnl_exec_arg_t(ids.length);
    for (int i = 0; i < ids.length; i++) {
      memories[i] = new dnnl_memory();
      OneDnn.check(
          dnnl_memory_create(
              memories[i],
              dnnl_primitive_desc_query_md(descriptor, dnnl_query_exec_arg_md, ids[i]),
              library.engine(),
              null),
          "dnnl_memory_create");
      arguments.position(i).arg(ids[i]).memory(memories[i]);
    }
    arguments.position(0);
    dnnl_primitive_desc_destroy(descriptor);
  }

  /** Runs the primitive on the arguments at these addresses. */
  void execute(long... addresses) {
    for (int i = 0; i < memories.length; i++) {
      dnnl_memory_set_data_handle(memories[i], address.at(addresses[i]));
    }
    OneDnn.check(
        dnnl_primitive_execute(primitive, library.stream(), memories.length, arguments),
        "dnnl_primitive_execute");
  }

  @Override
  public void close() {
    dnnl_primitive_destroy(primitive);
    for (dnnl_memory memory : memories) {
      dnnl_memory_destroy(memory);
    }
    arguments.deallocate();
  }

  /** A pointer that is moved instead of being made anew for each call. */
  private static final class Address extends Pointer {
    Address() {
      super((Pointer) null);
    }

    Address at(long newAddress) {
      address = newAddress;
      return this;
    }
  }
}
