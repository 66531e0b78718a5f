// The cuBLAS 12 functions that are emulated. Enumerations are plain numbers here, as they may be
// anything; common values have names.
#pragma once

#include <cstddef>

namespace blas {

struct Handle;

enum Status : int {
  SUCCESS = 0,
  NOT_INITIALIZED = 1,
  ALLOC_FAILED = 3,
  INVALID_VALUE = 7,
  ARCH_MISMATCH = 8,
  MAPPING_ERROR = 11,
  EXECUTION_FAILED = 13,
  INTERNAL_ERROR = 14,
  NOT_SUPPORTED = 15,
  LICENSE_ERROR = 16,
};

enum Operation : int { AS_IS = 0, TRANSPOSED = 1, CONJUGATED = 2 };
enum PointerMode : int { HOST = 0, DEVICE = 1 };
enum Atomics : int { ATOMICS_NOT_ALLOWED = 0, ATOMICS_ALLOWED = 1 };
enum MathMode : int {
  DEFAULT_MATH = 0,
  TENSOR_OP_MATH = 1,
  PEDANTIC_MATH = 2,
  TF32_MATH = 3,
  DISALLOW_REDUCED_PRECISION_REDUCTION = 16,  // a flag
};
enum ComputeType : int {
  COMPUTE_16F = 64,
  COMPUTE_32F = 68,
  COMPUTE_32F_PEDANTIC = 69,
  COMPUTE_32F_FAST_16F = 74,
  COMPUTE_32F_FAST_16BF = 75,
  COMPUTE_32F_FAST_TF32 = 77,
};
enum DataType : int { FLOAT32 = 0, FLOAT16 = 2, BFLOAT16 = 14 };

}  // namespace blas

#define BLAS_API extern "C" __attribute__((visibility("default")))

BLAS_API int cublasCreate_v2(blas::Handle** handle);
BLAS_API int cublasDestroy_v2(blas::Handle* handle);
BLAS_API int cublasGetVersion_v2(blas::Handle* handle, int* version);
BLAS_API int cublasGetProperty(int part, int* value);
BLAS_API size_t cublasGetCudartVersion();
BLAS_API int cublasSetStream_v2(blas::Handle* handle, void* stream);
BLAS_API int cublasGetStream_v2(blas::Handle* handle, void** stream);
BLAS_API int cublasSetPointerMode_v2(blas::Handle* handle, int mode);
BLAS_API int cublasGetPointerMode_v2(blas::Handle* handle, int* mode);
BLAS_API int cublasSetMathMode(blas::Handle* handle, int mode);
BLAS_API int cublasGetMathMode(blas::Handle* handle, int* mode);
BLAS_API int cublasSetAtomicsMode(blas::Handle* handle, int mode);
BLAS_API int cublasGetAtomicsMode(blas::Handle* handle, int* mode);
BLAS_API int cublasSetWorkspace_v2(blas::Handle* handle, void* workspace, size_t bytes);
BLAS_API const char* cublasGetStatusName(int status);
BLAS_API const char* cublasGetStatusString(int status);

// y = alpha * x + y; the dot product; the Euclidean norm; x = alpha * x; y = x.
BLAS_API int cublasSaxpy_v2(blas::Handle* handle, int n, const float* alpha, const float* x,
                            int incx, float* y, int incy);
BLAS_API int cublasSdot_v2(blas::Handle* handle, int n, const float* x, int incx, const float* y,
                           int incy, float* result);
BLAS_API int cublasSnrm2_v2(blas::Handle* handle, int n, const float* x, int incx, float* result);
BLAS_API int cublasSscal_v2(blas::Handle* handle, int n, const float* alpha, float* x, int incx);
BLAS_API int cublasScopy_v2(blas::Handle* handle, int n, const float* x, int incx, float* y,
                            int incy);

// y = alpha * op(A) * x + beta * y.
BLAS_API int cublasSgemv_v2(blas::Handle* handle, int trans, int m, int n, const float* alpha,
                            const float* a, int lda, const float* x, int incx, const float* beta,
                            float* y, int incy);

// C = alpha * op(A) + beta * op(B).
BLAS_API int cublasSgeam(blas::Handle* handle, int transa, int transb, int m, int n,
                         const float* alpha, const float* a, int lda, const float* beta,
                         const float* b, int ldb, float* c, int ldc);

// C = alpha * op(A) * op(B) + beta * C, once or for a batch.
BLAS_API int cublasSgemm_v2(blas::Handle* handle, int transa, int transb, int m, int n, int k,
                            const float* alpha, const float* a, int lda, const float* b, int ldb,
                            const float* beta, float* c, int ldc);
BLAS_API int cublasSgemmStridedBatched(blas::Handle* handle, int transa, int transb, int m, int n,
                                       int k, const float* alpha, const float* a, int lda,
                                       long long stride_a, const float* b, int ldb,
                                       long long stride_b, const float* beta, float* c, int ldc,
                                       long long stride_c, int batch);
BLAS_API int cublasSgemmBatched(blas::Handle* handle, int transa, int transb, int m, int n, int k,
                                const float* alpha, const float* const a[], int lda,
                                const float* const b[], int ldb, const float* beta,
                                float* const c[], int ldc, int batch);
BLAS_API int cublasGemmEx(blas::Handle* handle, int transa, int transb, int m, int n, int k,
                          const void* alpha, const void* a, int type_a, int lda, const void* b,
                          int type_b, int ldb, const void* beta, void* c, int type_c, int ldc,
                          int compute_type, int algorithm);
BLAS_API int cublasGemmStridedBatchedEx(blas::Handle* handle, int transa, int transb, int m, int n,
                                        int k, const void* alpha, const void* a, int type_a,
                                        int lda, long long stride_a, const void* b, int type_b,
                                        int ldb, long long stride_b, const void* beta, void* c,
                                        int type_c, int ldc, long long stride_c, int batch,
                                        int compute_type, int algorithm);
