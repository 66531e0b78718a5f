// Matrix products: rules, checks of memory, and the arithmetic.

#include "cublas/gemm.h"

#include <cstdlib>
#include <vector>

#include "common/product.h"
#include "common/text.h"
#include "common/tf32.h"
#include "cublas/operands.h"
#include "cublas/rules.h"
#include "emulated_device.h"

using library::text;
using library::View;

namespace blas {
namespace {

// The product of one matrix of the batch, as rows of C transposed: C' = op(B)' * op(A)'.
std::vector<double> product(const Gemm& job, const View& a, const View& b, size_t* width) {
  const library::Precision precision(job.tf32);
  const size_t m = static_cast<size_t>(job.m), n = static_cast<size_t>(job.n);
  const size_t k = static_cast<size_t>(job.k);
  std::vector<float> left(n * k);
  for (size_t j = 0; j < n; j++) {
    for (size_t p = 0; p < k; p++) left[j * k + p] = precision(b.at[p * b.row + j * b.column]);
  }
  library::Panels right(k, m);
  for (size_t p = 0; p < k; p++) {
    for (size_t i = 0; i < m; i++) right.set(p, i, precision(a.at[i * a.row + p * a.column]));
  }
  std::vector<double> sums(n * right.width());
  add_product(n, {left.data(), static_cast<ptrdiff_t>(k), 1}, right, sums.data());
  *width = right.width();
  return sums;
}

bool run_one(const Gemm& job, int i, float alpha, float beta) {
  const bool turn_a = job.transa != AS_IS, turn_b = job.transb != AS_IS;
  const Matrix<const float> a = {job.a.at(i), turn_a ? job.k : job.m, turn_a ? job.m : job.k,
                                 job.lda};
  const Matrix<const float> b = {job.b.at(i), turn_b ? job.n : job.k, turn_b ? job.k : job.n,
                                 job.ldb};
  const Matrix<float> c = {job.c.at(i), job.m, job.n, job.ldc};
  if (!readable(a, "gemm A") || !readable(b, "gemm B") || (beta != 0 && !readable(c, "gemm C")) ||
      !writable(c, "gemm C")) {
    return false;
  }
  size_t width;
  const std::vector<double> sums = product(job, view(a, turn_a), view(b, turn_b), &width);
  for (int column = 0; column < job.n; column++) {
    for (int row = 0; row < job.m; row++) {
      float& to = c.at[row + static_cast<ptrdiff_t>(column) * c.leading];
      const double value = alpha * sums[static_cast<size_t>(column) * width + row];
      to = static_cast<float>(beta == 0 ? value : value + beta * double{to});
    }
  }
  return true;
}

template <class T>
bool readable_pointers(const Batch<T>& batch, int count, const char* what) {
  return !batch.pointers ||
         emulator::check_read(batch.pointers, sizeof(T*) * static_cast<size_t>(count), what);
}

bool run(const Gemm& job) {
  float alpha, beta;
  if (!job.alpha.read(&alpha) || !job.beta.read(&beta) ||
      !readable_pointers(job.a, job.count, "gemm A pointers") ||
      !readable_pointers(job.b, job.count, "gemm B pointers") ||
      !readable_pointers(job.c, job.count, "gemm C pointers")) {
    return false;
  }
  for (int i = 0; i < job.count; i++) {
    if (!run_one(job, i, alpha, beta)) return false;
  }
  return true;
}

// Results that overlap are undefined: the real library would not say so.
void report_overlap(const Gemm& job) {
  const long long extent = static_cast<long long>(job.ldc) * (job.n - 1) + job.m;
  if (job.count > 1 && !job.c.pointers && std::llabs(job.c.stride) < extent) {
    emulator::report("cublas", text("%s: results overlap: stride %lld, extent %lld", job.function,
                                    job.c.stride, extent));
  }
}

}  // namespace

int multiply(const Handle& handle, Gemm job, const float* alpha, const float* beta) {
  Rules rules(job.function);
  rules.operation("transa", job.transa).operation("transb", job.transb);
  rules.size("m", job.m).size("n", job.n).size("k", job.k).size("batchCount", job.count);
  rules.leading("lda", job.lda, job.transa == AS_IS ? job.m : job.k);
  rules.leading("ldb", job.ldb, job.transb == AS_IS ? job.k : job.n);
  rules.leading("ldc", job.ldc, job.m);
  if (rules.broken()) return rules.refused();
  if (const int status = job.alpha.take(handle, alpha, job.function, "alpha")) return status;
  if (const int status = job.beta.take(handle, beta, job.function, "beta")) return status;
  if (job.m == 0 || job.n == 0 || job.count == 0) return SUCCESS;
  report_overlap(job);
  return submit(handle, text("%s %dx%dx%d, %d", job.function, job.m, job.n, job.k, job.count),
                [job] { return run(job); });
}

}  // namespace blas
