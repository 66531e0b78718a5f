package org.jmodnas.cuda;

import static jcuda.jcublas.JCublas2.cublasCreate;
import static jcuda.jcublas.JCublas2.cublasDestroy;
import static jcuda.jcublas.JCublas2.cublasSetMathMode;
import static jcuda.jcublas.JCublas2.cublasSetStream;
import static jcuda.jcublas.JCublas2.cublasSgemmStridedBatched;

import jcuda.jcublas.cublasHandle;
import jcuda.jcublas.cublasMath;
import jcuda.jcublas.cublasOperation;
import jcuda.runtime.cudaStream_t;
import org.jspecify.annotations.Nullable;

/** cuBLAS on one stream; its handle is made at the first use. */
final class Cublas implements AutoCloseable {
  private final CudaStream stream;
  private final Scalars scalars = new Scalars();
  private @Nullable cublasHandle handle;

  Cublas(CudaStream stream) {
    this.stream = stream;
  }

  /**
   * A row-major operand of a batch of products.
   *
   * @param columns of the matrix as it lies
   * @param stride elements from a matrix to the next, 0 for the same one
   */
  record Matrices(DeviceAddress address, boolean transposed, int columns, long stride) {
    private int operation() {
      return transposed ? cublasOperation.CUBLAS_OP_T : cublasOperation.CUBLAS_OP_N;
    }
  }

  /** Rows and columns of the products, what they sum over, and how many there are. */
  record Extents(int m, int n, int k, int batch) {}

  /** c = a·b for row-major matrices. */
  void multiply(Extents size, Matrices a, Matrices b, Matrices c, Accesses accesses) {
    cublasHandle opened = handle();
    // cuBLAS counts by columns and so sees every matrix transposed: it computes cᵀ = bᵀ·aᵀ.
    stream.submit(
        DeviceLibrary.CUBLAS,
        "cublasSgemmStridedBatched",
        accesses,
        () ->
            cublasSgemmStridedBatched(
                opened,
                b.operation(),
                a.operation(),
                size.n,
                size.m,
                size.k,
                scalars.one(),
                b.address,
                b.columns,
                b.stride,
                a.address,
                a.columns,
                a.stride,
                scalars.zero(),
                c.address,
                c.columns,
                c.stride,
                size.batch));
  }

  @Override
  public void close() {
    if (handle != null) {
      check(cublasDestroy(handle), "cublasDestroy");
      handle = null;
    }
  }

  private cublasHandle handle() {
    if (handle == null) {
      cublasHandle created = new cublasHandle();
      stream.context().bind();
      check(cublasCreate(created), "cublasCreate");
      handle = created;
      check(cublasSetStream(created, new cudaStream_t(stream.handle())), "cublasSetStream");
      boolean tf32 = stream.context().options().tf32();
      check(
          cublasSetMathMode(
              created,
              tf32 ? cublasMath.CUBLAS_TF32_TENSOR_OP_MATH : cublasMath.CUBLAS_DEFAULT_MATH),
          "cublasSetMathMode");
    }
    return handle;
  }

  private static void check(int status, String call) {
    if (status != 0) {
      throw DeviceLibrary.CUBLAS.failure(status, call, "", "");
    }
  }
}
