package org.jmodnas.cuda;

import jcuda.jcublas.cublasStatus;
import jcuda.jcudnn.JCudnn;
import org.jmodnas.tensor.JModnasException;

/** Whose result codes a call returns. Zero is success everywhere. */
enum DeviceLibrary {
  DRIVER {
    @Override
    JModnasException failure(int result, String call, String operands, String earlier) {
      return CudaFailure.of(result, call, operands, earlier);
    }
  },
  CUBLAS {
    @Override
    JModnasException failure(int result, String call, String operands, String earlier) {
      return refused("cuBLAS", cublasStatus.stringFor(result), call, operands, earlier);
    }
  },
  CUDNN {
    @Override
    JModnasException failure(int result, String call, String operands, String earlier) {
      // The classes of JCudnn do not know the codes of cuDNN 9; the library itself does.
      String name = JCudnn.cudnnGetErrorString(result) + ", " + result;
      return refused("cuDNN", name, call, operands, earlier);
    }
  };

  /**
   * The exception for a result that is not success.
   *
   * @param operands shapes the call worked on
   * @param earlier what was queued on the stream before, latest first
   */
  abstract JModnasException failure(int result, String call, String operands, String earlier);

  private static JModnasException refused(
      String library, String status, String call, String operands, String earlier) {
    return new JModnasException(
        "%s refused '%s'%s (%s).%s %s"
            .formatted(
                library,
                call,
                CudaFailure.on(operands),
                status,
                earlier.isEmpty() ? "" : " Queued before, latest first: " + earlier + ".",
                "If memory is short, lower the batch, cells or channels; else please report this"
                    + " message, and compute with '--backend cpu' meanwhile"));
  }
}
