// The functions that multiply matrices.

#include "common/text.h"
#include "cublas/gemm.h"

using library::text;

namespace blas {
namespace {

// Whether the handle lets single-precision products use TF32.
bool tf32_by_mode(const Handle& handle) {
  return (handle.math_mode & ~DISALLOW_REDUCED_PRECISION_REDUCTION) == TF32_MATH;
}

bool known_algorithm(int algorithm) {
  return (algorithm >= -1 && algorithm <= 23) || (algorithm >= 99 && algorithm <= 115);
}

// Rules of the functions with types; sets the precision.
int check_types(const Handle& handle, Gemm* job, const int (&types)[3], int compute_type,
                int algorithm) {
  for (int i = 0; i < 3; i++) {
    if (types[i] == FLOAT32) continue;
    return refuse(NOT_SUPPORTED, job->function,
                  text("the type of %c is %d, only float32 is emulated", 'A' + i, types[i]));
  }
  if (!known_algorithm(algorithm)) {
    return refuse(NOT_SUPPORTED, job->function, text("no such algorithm: %d", algorithm));
  }
  switch (compute_type) {
    case COMPUTE_32F:
      job->tf32 = tf32_by_mode(handle);
      return SUCCESS;
    case COMPUTE_32F_PEDANTIC:
      return SUCCESS;
    case COMPUTE_32F_FAST_TF32:
      job->tf32 = true;
      return SUCCESS;
    default:
      return refuse(NOT_SUPPORTED, job->function,
                    text("compute type %d is not emulated with float32", compute_type));
  }
}

}  // namespace
}  // namespace blas

using namespace blas;

int cublasSgemm_v2(Handle* handle, int transa, int transb, int m, int n, int k, const float* alpha,
                   const float* a, int lda, const float* b, int ldb, const float* beta, float* c,
                   int ldc) {
  if (!lives(handle, __func__)) return NOT_INITIALIZED;
  const Gemm job = {__func__, transa, transb, m, n, k, {a, 0, nullptr}, lda, {b, 0, nullptr}, ldb,
                    {c, 0, nullptr}, ldc, 1, tf32_by_mode(*handle), {}, {}};
  return multiply(*handle, job, alpha, beta);
}

int cublasSgemmStridedBatched(Handle* handle, int transa, int transb, int m, int n, int k,
                              const float* alpha, const float* a, int lda, long long stride_a,
                              const float* b, int ldb, long long stride_b, const float* beta,
                              float* c, int ldc, long long stride_c, int batch) {
  if (!lives(handle, __func__)) return NOT_INITIALIZED;
  const Gemm job = {__func__, transa, transb, m, n, k, {a, stride_a, nullptr}, lda,
                    {b, stride_b, nullptr}, ldb, {c, stride_c, nullptr}, ldc, batch,
                    tf32_by_mode(*handle), {}, {}};
  return multiply(*handle, job, alpha, beta);
}

int cublasSgemmBatched(Handle* handle, int transa, int transb, int m, int n, int k,
                       const float* alpha, const float* const a[], int lda,
                       const float* const b[], int ldb, const float* beta, float* const c[],
                       int ldc, int batch) {
  if (!lives(handle, __func__)) return NOT_INITIALIZED;
  const Gemm job = {__func__, transa, transb, m, n, k, {nullptr, 0, a}, lda, {nullptr, 0, b}, ldb,
                    {nullptr, 0, c}, ldc, batch, tf32_by_mode(*handle), {}, {}};
  if (batch > 0 && (!a || !b || !c)) {
    return refuse(INVALID_VALUE, __func__, "null array of pointers");
  }
  return multiply(*handle, job, alpha, beta);
}

int cublasGemmEx(Handle* handle, int transa, int transb, int m, int n, int k, const void* alpha,
                 const void* a, int type_a, int lda, const void* b, int type_b, int ldb,
                 const void* beta, void* c, int type_c, int ldc, int compute_type, int algorithm) {
  if (!lives(handle, __func__)) return NOT_INITIALIZED;
  Gemm job = {__func__, transa, transb, m, n, k,
              {static_cast<const float*>(a), 0, nullptr}, lda,
              {static_cast<const float*>(b), 0, nullptr}, ldb,
              {static_cast<float*>(c), 0, nullptr}, ldc, 1, false, {}, {}};
  if (const int status =
          check_types(*handle, &job, {type_a, type_b, type_c}, compute_type, algorithm)) {
    return status;
  }
  return multiply(*handle, job, static_cast<const float*>(alpha), static_cast<const float*>(beta));
}

int cublasGemmStridedBatchedEx(Handle* handle, int transa, int transb, int m, int n, int k,
                               const void* alpha, const void* a, int type_a, int lda,
                               long long stride_a, const void* b, int type_b, int ldb,
                               long long stride_b, const void* beta, void* c, int type_c, int ldc,
                               long long stride_c, int batch, int compute_type, int algorithm) {
  if (!lives(handle, __func__)) return NOT_INITIALIZED;
  Gemm job = {__func__, transa, transb, m, n, k,
              {static_cast<const float*>(a), stride_a, nullptr}, lda,
              {static_cast<const float*>(b), stride_b, nullptr}, ldb,
              {static_cast<float*>(c), stride_c, nullptr}, ldc, batch, false, {}, {}};
  if (const int status =
          check_types(*handle, &job, {type_a, type_b, type_c}, compute_type, algorithm)) {
    return status;
  }
  return multiply(*handle, job, static_cast<const float*>(alpha), static_cast<const float*>(beta));
}
