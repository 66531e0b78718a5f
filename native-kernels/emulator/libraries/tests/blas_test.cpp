// Handles, vectors, matrix times vector, sums of matrices, factors on the device, order of streams.

#include <cstring>

#include "check.h"
#include "common/driver.h"
#include "cublas/api.h"

using namespace blas;

namespace {

constexpr float ONE = 1, ZERO = 0, HALF = 0.5f;
void* const STREAM = reinterpret_cast<void*>(0x100);

Handle* create() {
  Handle* handle;
  CHECK(cublasCreate_v2(&handle) == SUCCESS);
  return handle;
}

void settings() {
  Handle* handle = create();
  int number;
  CHECK(cublasGetVersion_v2(handle, &number) == SUCCESS && number == 120600);
  CHECK(cublasGetMathMode(handle, &number) == SUCCESS && number == DEFAULT_MATH);
  CHECK(cublasSetMathMode(handle, PEDANTIC_MATH | DISALLOW_REDUCED_PRECISION_REDUCTION) ==
        SUCCESS);
  CHECK(cublasGetMathMode(handle, &number) == SUCCESS && number == 18);
  CHECK(cublasGetPointerMode_v2(handle, &number) == SUCCESS && number == HOST);
  void* stream;
  CHECK(cublasSetStream_v2(handle, STREAM) == SUCCESS);
  CHECK(cublasGetStream_v2(handle, &stream) == SUCCESS && stream == STREAM);
  CHECK_NOTHING_REPORTED();
  CHECK(cublasSetMathMode(handle, 7) == INVALID_VALUE);
  CHECK(cublasSetMathMode(handle, TENSOR_OP_MATH) == NOT_SUPPORTED);
  CHECK(cublasSetPointerMode_v2(handle, 2) == INVALID_VALUE);
  CHECK(cublasSetStream_v2(nullptr, STREAM) == NOT_INITIALIZED);
  CHECK_REPORTED("the handle is null");
  CHECK(cublasDestroy_v2(handle) == SUCCESS);
  CHECK(cublasDestroy_v2(handle) == NOT_INITIALIZED);
  CHECK_REPORTED("the handle was destroyed");
  CHECK(!std::strcmp(cublasGetStatusName(13), "CUBLAS_STATUS_EXECUTION_FAILED"));
}

void workspace_is_used_until_the_stream_changes() {
  Handle* handle = create();
  float* workspace = fake::upload(std::vector<float>(256, 1));
  float *x = fake::upload({1, 2}), *y = fake::upload({3, 4});
  CHECK(cublasSetWorkspace_v2(handle, reinterpret_cast<char*>(workspace) + 4, 64) ==
        INVALID_VALUE);
  CHECK_REPORTED("not aligned");
  auto* aligned = reinterpret_cast<float*>((reinterpret_cast<uintptr_t>(workspace) + 255) & ~255);
  CHECK(cublasSetWorkspace_v2(handle, aligned, 64) == SUCCESS);
  CHECK(cublasSaxpy_v2(handle, 2, &ONE, x, 1, y, 1) == SUCCESS);
  CHECK(std::isnan(aligned[0]) && std::isnan(aligned[15]) && aligned[16] == 1);
  aligned[0] = 1;
  CHECK(cublasSetStream_v2(handle, STREAM) == SUCCESS);
  CHECK(cublasSaxpy_v2(handle, 2, &ONE, x, 1, y, 1) == SUCCESS);
  CHECK(aligned[0] == 1);
  CHECK_NOTHING_REPORTED();
  cublasDestroy_v2(handle);
}

void vectors() {
  Handle* handle = create();
  float* x = fake::upload({1, 2, 3, 4, 5, 6});
  float* y = fake::upload({10, 20, 30});
  CHECK(cublasSaxpy_v2(handle, 3, &HALF, x, 2, y, -1) == SUCCESS);
  CHECK(y[0] == 12.5f && y[1] == 21.5f && y[2] == 30.5f);
  float result;
  CHECK(cublasSdot_v2(handle, 3, x, 1, x, -2, &result) == SUCCESS && result == 5 + 2 * 3 + 3);
  CHECK(cublasSnrm2_v2(handle, 2, x + 2, 1, &result) == SUCCESS && result == 5);
  CHECK(cublasSnrm2_v2(handle, 0, x, 1, &result) == SUCCESS && result == 0);
  CHECK(cublasSscal_v2(handle, 2, &HALF, x, 3) == SUCCESS);
  CHECK(x[0] == 0.5f && x[1] == 2 && x[3] == 2);
  float* copy = fake::allocate(3);
  CHECK(cublasScopy_v2(handle, 3, x, 2, copy, 1) == SUCCESS);
  CHECK(copy[0] == 0.5f && copy[1] == 3 && copy[2] == 5);
  CHECK_NOTHING_REPORTED();
  CHECK(cublasSaxpy_v2(handle, 4, &HALF, x, 2, y, 1) == EXECUTION_FAILED);
  CHECK_REPORTED("out of bounds: axpy x");
  CHECK(cublasSdot_v2(handle, 3, x, 1, x, 1, nullptr) == INVALID_VALUE);
  CHECK_REPORTED("null result pointer");
  CHECK(cublasSdot_v2(handle, 3, x, 1, x, 1, copy) == INVALID_VALUE);
  CHECK_REPORTED("the pointer mode is host");
  cublasDestroy_v2(handle);
}

void matrix_times_vector() {
  constexpr int M = 5, N = 3, LD = 6;
  Handle* handle = create();
  const auto a = random_floats(LD * N, 1), x = random_floats(10, 2), y = random_floats(10, 3);
  for (int trans : {AS_IS, TRANSPOSED}) {
    const int rows = trans == AS_IS ? M : N, inner = trans == AS_IS ? N : M;
    float* to = fake::upload(y);
    CHECK(cublasSgemv_v2(handle, trans, M, N, &HALF, fake::upload(a), LD, fake::upload(x), 2, &ONE,
                         to, 1) == SUCCESS);
    for (int i = 0; i < rows; i++) {
      double sum = 0;
      for (int j = 0; j < inner; j++) {
        sum += double{a[size_t(trans == AS_IS ? i + j * LD : j + i * LD)]} * x[size_t(2 * j)];
      }
      CHECK_NEAR(to[i], 0.5 * sum + y[size_t(i)], ROUNDING);
    }
  }
  CHECK_NOTHING_REPORTED();
  float* d = fake::upload(a);
  CHECK(cublasSgemv_v2(handle, 0, M, N, &ONE, d, M - 1, d, 1, &ZERO, d, 1) == INVALID_VALUE);
  CHECK_REPORTED("lda is 4, at least 5 expected");
  CHECK(cublasSgemv_v2(handle, 0, M, N, &ONE, d, M, d, 0, &ZERO, d, 1) == INVALID_VALUE);
  CHECK_REPORTED("an increment is zero");
  cublasDestroy_v2(handle);
}

void matrix_sums() {
  constexpr int M = 4, N = 3;
  Handle* handle = create();
  const auto a = random_floats(M * N, 4), b = random_floats(M * N, 5);
  float *da = fake::upload(a), *db = fake::upload(b), *c = fake::allocate(M * N);
  CHECK(cublasSgeam(handle, TRANSPOSED, AS_IS, M, N, &HALF, da, N, &ONE, db, M, c, M) == SUCCESS);
  for (int i = 0; i < M; i++) {
    for (int j = 0; j < N; j++) {
      CHECK_NEAR(c[i + j * M], 0.5 * a[size_t(j + i * N)] + b[size_t(i + j * M)], ROUNDING);
    }
  }
  CHECK(cublasSgeam(handle, AS_IS, AS_IS, M, N, &ZERO, nullptr, M, &ONE, db, M, c, M) == SUCCESS);
  CHECK(c[5] == b[5]);
  // A plain transposition: B is not looked at.
  CHECK(cublasSgeam(handle, TRANSPOSED, AS_IS, M, N, &ONE, da, N, &ZERO, nullptr, M, c, M) ==
        SUCCESS);
  CHECK(c[1 + 2 * M] == a[2 + 1 * N]);
  CHECK_NOTHING_REPORTED();
  CHECK(cublasSgeam(handle, TRANSPOSED, AS_IS, N, N, &ONE, da, N, &ZERO, db, N, da, N) ==
        INVALID_VALUE);
  CHECK_REPORTED("C is A, but in another layout");
  cublasDestroy_v2(handle);
}

void factors_and_results_on_the_device() {
  Handle* handle = create();
  CHECK(cublasSetPointerMode_v2(handle, DEVICE) == SUCCESS);
  float *factor = fake::upload({2}), *x = fake::upload({1, 2}), *result = fake::allocate(1);
  CHECK(cublasSscal_v2(handle, 2, factor, x, 1) == SUCCESS && x[1] == 4);
  const long long waits = fake::counted(emulator::Counter::IMPLICIT_SYNCHRONIZATIONS);
  CHECK(cublasSdot_v2(handle, 2, x, 1, x, 1, result) == SUCCESS && *result == 20);
  CHECK(fake::counted(emulator::Counter::IMPLICIT_SYNCHRONIZATIONS) == waits);
  CHECK_NOTHING_REPORTED();
  CHECK(cublasSscal_v2(handle, 2, &HALF, x, 1) == EXECUTION_FAILED);
  CHECK_REPORTED("out of bounds: cuBLAS factor");
  cublasDestroy_v2(handle);
}

void work_waits_for_its_stream() {
  Handle* handle = create();
  cublasSetStream_v2(handle, STREAM);
  float *x = fake::upload({1}), *y = fake::upload({0});
  fake::postpone(true);
  float alpha = 1;
  CHECK(cublasSaxpy_v2(handle, 1, &alpha, x, 1, y, 1) == SUCCESS);
  alpha = 100;  // was read when the call was made
  CHECK(cublasSscal_v2(handle, 1, &HALF, y, 1) == SUCCESS);
  CHECK(*y == 0);
  const long long waits = fake::counted(emulator::Counter::IMPLICIT_SYNCHRONIZATIONS);
  float norm;
  CHECK(cublasSnrm2_v2(handle, 1, y, 1, &norm) == SUCCESS);  // a result on the host waits
  CHECK(norm == 0.5f && *y == 0.5f);
  CHECK(fake::counted(emulator::Counter::IMPLICIT_SYNCHRONIZATIONS) == waits + 1);
  cublasSetStream_v2(handle, nullptr);
  CHECK(cublasSscal_v2(handle, 1, &HALF, y, 1) == SUCCESS);
  CHECK(cuStreamSynchronize(STREAM) == 0 && *y == 0.5f);
  CHECK(cuStreamSynchronize(nullptr) == 0 && *y == 0.25f);
  fake::postpone(false);
  CHECK_NOTHING_REPORTED();
  cublasDestroy_v2(handle);
}

}  // namespace

int main() {
  settings();
  workspace_is_used_until_the_stream_changes();
  vectors();
  matrix_times_vector();
  matrix_sums();
  factors_and_results_on_the_device();
  work_waits_for_its_stream();
}
