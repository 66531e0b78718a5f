package org.jmodnas.cuda;

import static jcuda.driver.JCudaDriver.CU_LAUNCH_PARAM_BUFFER_POINTER;
import static jcuda.driver.JCudaDriver.CU_LAUNCH_PARAM_BUFFER_SIZE;
import static jcuda.driver.JCudaDriver.CU_LAUNCH_PARAM_END;
import static jcuda.driver.JCudaDriver.cuLaunchKernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.List;
import jcuda.Pointer;
import org.jmodnas.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Launches kernels on one stream, whose thread it belongs to. The arguments of a launch are packed
 * into one buffer, which the driver copies.
 */
final class KernelLauncher {
  private static final int BUFFER_BYTES = 4096;

  private final CudaStream stream;
  private final ByteBuffer arguments =
      ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.nativeOrder());
  private final LongBuffer size =
      ByteBuffer.allocateDirect(Long.BYTES).order(ByteOrder.nativeOrder()).asLongBuffer();
  private final Pointer extra =
      Pointer.to(
          CU_LAUNCH_PARAM_BUFFER_POINTER,
          Pointer.to(arguments),
          CU_LAUNCH_PARAM_BUFFER_SIZE,
          Pointer.to(size),
          CU_LAUNCH_PARAM_END);

  KernelLauncher(CudaStream stream) {
    this.stream = stream;
  }

  /** Begins a launch of kernel {@code name}; its arguments follow in their order. */
  Call call(String name) {
    return new Call(stream.context().kernels().kernel(name));
  }

  /** A launch whose arguments are being given. One at a time. */
  final class Call {
    private final KernelModule.Kernel kernel;
    private final ParameterPacker packer;
    private final Accesses accesses = new Accesses();

    Call(KernelModule.Kernel kernel) {
      this.kernel = kernel;
      this.packer = new ParameterPacker(kernel.signature(), arguments);
    }

    /** An array that the kernel reads; null where the kernel may go without. */
    Call reads(@Nullable Tensor tensor) {
      if (tensor == null) {
        packer.word(0);
      } else {
        accesses.reads(tensor);
        packer.word(CudaStorage.address(tensor).value());
      }
      return this;
    }

    Call reads(DeviceBlock block) {
      accesses.reads(block);
      packer.word(block.address().value());
      return this;
    }

    /** An array that the kernel writes, and perhaps reads. */
    Call writes(Tensor tensor) {
      accesses.writes(tensor);
      packer.word(CudaStorage.address(tensor).value());
      return this;
    }

    Call writes(DeviceBlock block) {
      accesses.writes(block);
      packer.word(block.address().value());
      return this;
    }

    /** A structure of {@code slots} arrays that the kernel reads, and their weights if any. */
    Call readsAll(List<Tensor> terms, float[] weights, int slots) {
      long[] addresses = new long[terms.size()];
      for (int i = 0; i < addresses.length; i++) {
        accesses.reads(terms.get(i));
        addresses[i] = CudaStorage.address(terms.get(i)).value();
      }
      packer.terms(addresses, weights, slots);
      return this;
    }

    /** A structure of integers. */
    Call structure(int... values) {
      packer.structure(values);
      return this;
    }

    Call integers(int... values) {
      for (int value : values) {
        packer.integer(value);
      }
      return this;
    }

    Call reals(float... values) {
      for (float value : values) {
        packer.real(value);
      }
      return this;
    }

    /** Queues the launch with one thread for each of {@code elements}. */
    void launchOver(int elements) {
      launch(Grid.covering(elements, kernel.signature().threads()));
    }

    /** Queues the launch with one warp for each of {@code rows}. */
    void launchOverRows(int rows) {
      launch(Grid.ofRows(rows, kernel.signature().threads()));
    }

    /** Queues the launch. */
    void launch(Grid grid) {
      size.put(0, packer.size());
      stream.submit(
          DeviceLibrary.DRIVER,
          kernel.signature().name(),
          accesses,
          () ->
              cuLaunchKernel(
                  kernel.function(),
                  grid.blocks(),
                  1,
                  1,
                  kernel.signature().threads(),
                  1,
                  1,
                  0,
                  stream.handle(),
                  null,
                  extra));
    }
  }
}
