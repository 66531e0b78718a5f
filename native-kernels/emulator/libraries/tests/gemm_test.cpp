// Matrix products against the definition, and the rules for their arguments.

#include <algorithm>

#include "check.h"
#include "common/tf32.h"
#include "cublas/api.h"

using namespace blas;

namespace {

constexpr float ONE = 1, ZERO = 0;

struct Case {
  int transa, transb, m, n, k, pad;  // pad: rows between the columns
  float alpha, beta;
};

int leading(int trans, int rows, int columns, int pad) {
  return std::max(1, (trans == AS_IS ? rows : columns) + pad);
}

double element(const std::vector<float>& matrix, int trans, int ld, int i, int j) {
  return trans == AS_IS ? matrix[static_cast<size_t>(i + j * ld)]
                        : matrix[static_cast<size_t>(j + i * ld)];
}

size_t size_of(int trans, int rows, int columns, int ld) {
  return static_cast<size_t>(ld * (trans == AS_IS ? columns : rows));
}

void check_product(Handle* handle, const Case& one) {
  const int lda = leading(one.transa, one.m, one.k, one.pad);
  const int ldb = leading(one.transb, one.k, one.n, one.pad), ldc = one.m + one.pad;
  const auto a = random_floats(size_of(one.transa, one.m, one.k, lda), 1);
  const auto b = random_floats(size_of(one.transb, one.k, one.n, ldb), 2);
  const auto c = random_floats(static_cast<size_t>(ldc * one.n), 3);
  float* result = one.beta == 0 ? fake::allocate(c.size()) : fake::upload(c);
  CHECK(cublasSgemm_v2(handle, one.transa, one.transb, one.m, one.n, one.k, &one.alpha,
                       fake::upload(a), lda, fake::upload(b), ldb, &one.beta, result, ldc) ==
        SUCCESS);
  CHECK_NOTHING_REPORTED();
  for (int j = 0; j < one.n; j++) {
    for (int i = 0; i < one.m; i++) {
      double sum = 0;
      for (int p = 0; p < one.k; p++) {
        sum += element(a, one.transa, lda, i, p) * element(b, one.transb, ldb, p, j);
      }
      const double before = one.beta == 0 ? 0 : double{one.beta} * c[size_t(i + j * ldc)];
      CHECK_NEAR(result[i + j * ldc], one.alpha * sum + before, ROUNDING);
    }
    // What lies between the columns is not touched.
    const float* gap = result + j * ldc + one.m;
    if (one.beta == 0) CHECK(one.pad == 0 || !fake::is_written(gap, sizeof(float)));
  }
}

void products() {
  Handle* handle;
  CHECK(cublasCreate_v2(&handle) == SUCCESS);
  for (int transa : {AS_IS, TRANSPOSED, CONJUGATED}) {
    for (int transb : {AS_IS, TRANSPOSED}) {
      check_product(handle, {transa, transb, 7, 5, 3, 0, 1, 0});
      check_product(handle, {transa, transb, 17, 13, 29, 2, -0.5f, 2});
      check_product(handle, {transa, transb, 1, 9, 8, 1, 2, 1});
      check_product(handle, {transa, transb, 6, 5, 4, 3, 1, 0});
    }
  }
  check_product(handle, {AS_IS, AS_IS, 4, 3, 0, 0, 1, 0.5f});
  CHECK(cublasDestroy_v2(handle) == SUCCESS);
}

void zero_sizes_do_nothing() {
  Handle* handle;
  cublasCreate_v2(&handle);
  CHECK(cublasSgemm_v2(handle, 0, 0, 0, 3, 4, &ONE, nullptr, 1, nullptr, 4, &ONE, nullptr, 1) ==
        SUCCESS);
  CHECK_NOTHING_REPORTED();
  cublasDestroy_v2(handle);
}

void batches() {
  constexpr int M = 3, N = 4, K = 5, BATCH = 3, GAP = 2;
  constexpr long long SA = M * K + GAP, SB = 0, SC = M * N + GAP;
  Handle* handle;
  cublasCreate_v2(&handle);
  const auto a = random_floats(SA * BATCH, 4), b = random_floats(K * N, 5);
  float *da = fake::upload(a), *db = fake::upload(b), *dc = fake::allocate(SC * BATCH);
  CHECK(cublasSgemmStridedBatched(handle, 0, 0, M, N, K, &ONE, da, M, SA, db, K, SB, &ZERO, dc, M,
                                  SC, BATCH) == SUCCESS);
  // The same through arrays of pointers, which lie on the device.
  float* other = fake::allocate(SC * BATCH);
  float* pointers = fake::allocate(3 * BATCH * 2);
  auto** table = reinterpret_cast<float**>(pointers);
  for (int i = 0; i < BATCH; i++) {
    table[i] = da + i * SA;
    table[BATCH + i] = db;
    table[2 * BATCH + i] = other + i * SC;
  }
  emulator::check_write(pointers, 3 * BATCH * sizeof(float*), "table");
  CHECK(cublasSgemmBatched(handle, 0, 0, M, N, K, &ONE, table, M, table + BATCH, K, &ZERO,
                           table + 2 * BATCH, M, BATCH) == SUCCESS);
  CHECK_NOTHING_REPORTED();
  for (int s = 0; s < BATCH; s++) {
    for (int j = 0; j < N; j++) {
      for (int i = 0; i < M; i++) {
        double sum = 0;
        for (int p = 0; p < K; p++) {
          sum += double{a[size_t(s * SA + i + p * M)]} * b[size_t(p + j * K)];
        }
        CHECK_NEAR(dc[s * SC + i + j * M], sum, ROUNDING);
        CHECK(other[s * SC + i + j * M] == dc[s * SC + i + j * M]);
      }
    }
  }
  CHECK(!fake::is_written(dc + M * N, sizeof(float)));
  CHECK(cublasSgemmStridedBatched(handle, 0, 0, M, N, K, &ONE, da, M, SA, db, K, SB, &ZERO, dc, M,
                                  M * N - 1, BATCH) == SUCCESS);
  CHECK_REPORTED("results overlap");
  cublasDestroy_v2(handle);
}

void tf32() {
  CHECK(library::round_to_tf32(1 + 0x1p-11f) == 1 + 0x1p-10f);
  CHECK(library::round_to_tf32(1 + 0x1.fp-12f) == 1);
  CHECK(library::round_to_tf32(-1 - 0x1p-11f) == -1 - 0x1p-10f);
  Handle* handle;
  cublasCreate_v2(&handle);
  const float value = 1 + 0x1p-20f;
  float *a = fake::upload({value}), *b = fake::upload({3}), *c = fake::allocate(1);
  const auto product = [&](int compute_type) {
    CHECK(cublasGemmEx(handle, 0, 0, 1, 1, 1, &ONE, a, FLOAT32, 1, b, FLOAT32, 1, &ZERO, c,
                       FLOAT32, 1, compute_type, -1) == SUCCESS);
    return *c;
  };
  CHECK(product(COMPUTE_32F) == 3 * value);
  CHECK(product(COMPUTE_32F_FAST_TF32) == 3);
  CHECK(cublasSetMathMode(handle, TF32_MATH) == SUCCESS);
  CHECK(product(COMPUTE_32F) == 3);
  CHECK(product(COMPUTE_32F_PEDANTIC) == 3 * value);
  CHECK(cublasSgemm_v2(handle, 0, 0, 1, 1, 1, &ONE, a, 1, b, 1, &ZERO, c, 1) == SUCCESS);
  CHECK(*c == 3);
  CHECK(cublasSetMathMode(handle, DEFAULT_MATH) == SUCCESS);
  CHECK(cublasSgemm_v2(handle, 0, 0, 1, 1, 1, &ONE, a, 1, b, 1, &ZERO, c, 1) == SUCCESS);
  CHECK(*c == 3 * value);
  CHECK(cublasGemmStridedBatchedEx(handle, 0, 0, 1, 1, 1, &ONE, a, FLOAT32, 1, 1, b, FLOAT32, 1, 1,
                                   &ZERO, c, FLOAT32, 1, 1, 1, COMPUTE_32F_FAST_TF32, -1) ==
        SUCCESS);
  CHECK(*c == 3);
  CHECK_NOTHING_REPORTED();
  CHECK(cublasGemmEx(handle, 0, 0, 1, 1, 1, &ONE, a, FLOAT16, 1, b, FLOAT32, 1, &ZERO, c, FLOAT32,
                     1, COMPUTE_32F, -1) == NOT_SUPPORTED);
  CHECK_REPORTED("the type of A is 2");
  CHECK(cublasGemmEx(handle, 0, 0, 1, 1, 1, &ONE, a, FLOAT32, 1, b, FLOAT32, 1, &ZERO, c, FLOAT32,
                     1, COMPUTE_32F_FAST_16F, -1) == NOT_SUPPORTED);
  CHECK_REPORTED("compute type 74");
  CHECK(cublasGemmEx(handle, 0, 0, 1, 1, 1, &ONE, a, FLOAT32, 1, b, FLOAT32, 1, &ZERO, c, FLOAT32,
                     1, COMPUTE_32F, 50) == NOT_SUPPORTED);
  CHECK_REPORTED("no such algorithm: 50");
  cublasDestroy_v2(handle);
}

void rules() {
  Handle* handle;
  cublasCreate_v2(&handle);
  float* a = fake::upload(random_floats(12, 6));
  float* c = fake::upload(random_floats(12, 7));
  const auto gemm = [&](int ta, int tb, int m, int n, int k, int lda, int ldb, int ldc) {
    return cublasSgemm_v2(handle, ta, tb, m, n, k, &ONE, a, lda, a, ldb, &ZERO, c, ldc);
  };
  CHECK(gemm(0, 0, 3, 3, 4, 3, 4, 3) == SUCCESS);
  CHECK_NOTHING_REPORTED();
  CHECK(gemm(0, 0, 3, 3, 4, 2, 4, 3) == INVALID_VALUE);
  CHECK_REPORTED("lda is 2, at least 3 expected");
  CHECK(gemm(1, 0, 3, 3, 4, 3, 4, 3) == INVALID_VALUE);
  CHECK_REPORTED("lda is 3, at least 4 expected");
  CHECK(gemm(0, 1, 3, 4, 3, 3, 3, 3) == INVALID_VALUE);
  CHECK_REPORTED("ldb is 3, at least 4 expected");
  CHECK(gemm(0, 0, 3, 3, 4, 3, 4, 2) == INVALID_VALUE);
  CHECK_REPORTED("ldc is 2");
  CHECK(gemm(0, 0, -1, 3, 4, 3, 4, 3) == INVALID_VALUE);
  CHECK_REPORTED("m is negative");
  CHECK(gemm(3, 0, 3, 3, 4, 3, 4, 3) == INVALID_VALUE);
  CHECK_REPORTED("transa is no operation");
  CHECK(cublasSgemmStridedBatched(handle, 0, 0, 1, 1, 1, &ONE, a, 1, 0, a, 1, 0, &ZERO, c, 1, 1,
                                  -1) == INVALID_VALUE);
  CHECK_REPORTED("batchCount is negative");
  CHECK(cublasSgemm_v2(handle, 0, 0, 1, 1, 1, nullptr, a, 1, a, 1, &ZERO, c, 1) == INVALID_VALUE);
  CHECK_REPORTED("null pointer to alpha");
  CHECK(cublasSgemm_v2(handle, 0, 0, 1, 1, 1, a, a, 1, a, 1, &ZERO, c, 1) == INVALID_VALUE);
  CHECK_REPORTED("alpha lies on the device");
  // One row too many for the memory: the fault shows when the work runs.
  CHECK(gemm(0, 0, 4, 3, 4, 4, 4, 4) == EXECUTION_FAILED);
  CHECK_REPORTED("out of bounds: gemm A");
  cublasDestroy_v2(handle);
  CHECK(gemm(0, 0, 3, 3, 4, 3, 4, 3) == NOT_INITIALIZED);
  CHECK_REPORTED("the handle was destroyed");
}

}  // namespace

int main() {
  products();
  zero_sizes_do_nothing();
  batches();
  tf32();
  rules();
}
