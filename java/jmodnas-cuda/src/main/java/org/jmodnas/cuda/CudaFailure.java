package org.jmodnas.cuda;

import java.util.Set;
import jcuda.driver.CUresult;
import org.jmodnas.tensor.JModnasException;

/** Result codes of the driver as exceptions that name the call and say what to do. */
final class CudaFailure {
  /** A kernel failed some time before the call that notices it; the context is lost. */
  private static final Set<Integer> ASYNCHRONOUS =
      Set.of(
          CUresult.CUDA_ERROR_ILLEGAL_ADDRESS,
          CUresult.CUDA_ERROR_LAUNCH_TIMEOUT,
          CUresult.CUDA_ERROR_ASSERT,
          CUresult.CUDA_ERROR_HARDWARE_STACK_ERROR,
          CUresult.CUDA_ERROR_ILLEGAL_INSTRUCTION,
          CUresult.CUDA_ERROR_MISALIGNED_ADDRESS,
          CUresult.CUDA_ERROR_INVALID_ADDRESS_SPACE,
          CUresult.CUDA_ERROR_INVALID_PC,
          CUresult.CUDA_ERROR_LAUNCH_FAILED,
          CUresult.CUDA_ERROR_ECC_UNCORRECTABLE);

  private CudaFailure() {}

  /**
   * Throws unless {@code result} is success.
   *
   * @param call name of the driver's function
   * @param operands what it worked on; its text becomes part of the message
   */
  static void check(int result, String call, Object operands) {
    if (result != CUresult.CUDA_SUCCESS) {
      throw of(result, call, operands.toString(), "");
    }
  }

  /**
   * The exception for a result that is not success.
   *
   * @param earlier what was queued on the stream before, latest first; empty if unknown
   */
  static JModnasException of(int result, String call, String operands, String earlier) {
    String name = CUresult.stringFor(result);
    if (ASYNCHRONOUS.contains(result)) {
      return new JModnasException(
          ("A kernel failed on the GPU (%s); '%s'%s noticed it.%s The GPU's memory is lost: start"
                  + " the run again, with CUDA_LAUNCH_BLOCKING=1 in the environment to learn which"
                  + " call fails")
              .formatted(
                  name,
                  call,
                  on(operands),
                  earlier.isEmpty() ? "" : " Queued before, latest first: " + earlier + "."));
    }
    return new JModnasException(
        "CUDA refused '%s'%s (%s). %s".formatted(call, on(operands), name, remedy(result)));
  }

  /** {@code operands} as the continuation of a sentence. */
  static String on(String operands) {
    return operands.isEmpty() ? "" : " on " + operands;
  }

  private static String remedy(int result) {
    return switch (result) {
      case CUresult.CUDA_ERROR_OUT_OF_MEMORY -> "Lower the batch, cells or channels";
      case CUresult.CUDA_ERROR_DEINITIALIZED,
          CUresult.CUDA_ERROR_CONTEXT_IS_DESTROYED,
          CUresult.CUDA_ERROR_INVALID_CONTEXT ->
          "The backend was closed before; open it anew";
      case CUresult.CUDA_ERROR_NO_BINARY_FOR_GPU,
          CUresult.CUDA_ERROR_INVALID_PTX,
          CUresult.CUDA_ERROR_UNSUPPORTED_PTX_VERSION ->
          "Update the NVIDIA driver, or build the kernels anew with scripts/build-kernels --ptx";
      case CUresult.CUDA_ERROR_DEVICE_UNAVAILABLE ->
          "Another program holds the GPU for itself; end it, or take another GPU";
      default -> "Please report this message; meanwhile '--backend cpu' computes the same";
    };
  }
}
