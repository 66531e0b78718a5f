// Matrix times vector, and sums of matrices.


#include "common/text.h"
#include "cublas/handle.h"
#include "cublas/operands.h"
#include "cublas/rules.h"

using library::text;

namespace blas {
namespace {

struct MatrixVector {
  Matrix<const float> a;
  bool transposed;
  Vector<const float> x;
  Vector<float> y;
  Scalar alpha, beta;
};

bool run(const MatrixVector& job) {
  float alpha, beta;
  if (!job.alpha.read(&alpha) || !job.beta.read(&beta) || !readable(job.a, "gemv A") ||
      !readable(job.x, "gemv x") || (beta != 0 && !readable(job.y, "gemv y")) ||
      !writable(job.y, "gemv y")) {
    return false;
  }
  const library::View a = view(job.a, job.transposed);
  for (int i = 0; i < job.y.count(); i++) {
    double sum = 0;
    for (int j = 0; j < job.x.count(); j++) {
      sum += static_cast<double>(a.at[i * a.row + j * a.column]) * job.x[j];
    }
    job.y[i] = static_cast<float>(alpha * sum + (beta == 0 ? 0.0 : beta * double{job.y[i]}));
  }
  return true;
}

struct MatrixSum {
  Matrix<const float> a, b;
  bool transpose_a, transpose_b;
  Matrix<float> c;
  Scalar alpha, beta;
};

bool run(const MatrixSum& job) {
  float alpha, beta;
  if (!job.alpha.read(&alpha) || !job.beta.read(&beta) ||
      (alpha != 0 && !readable(job.a, "geam A")) || (beta != 0 && !readable(job.b, "geam B")) ||
      !writable(job.c, "geam C")) {
    return false;
  }
  const library::View a = view(job.a, job.transpose_a), b = view(job.b, job.transpose_b);
  for (int j = 0; j < job.c.columns; j++) {
    for (int i = 0; i < job.c.rows; i++) {
      double sum = 0;
      if (alpha != 0) sum += alpha * double{a.at[i * a.row + j * a.column]};
      if (beta != 0) sum += beta * double{b.at[i * b.row + j * b.column]};
      job.c.at[i + static_cast<ptrdiff_t>(j) * job.c.leading] = static_cast<float>(sum);
    }
  }
  return true;
}

// C may be A or B only if that has the same layout.
bool may_alias(const float* operand, int leading, int transposed, const float* c, int ldc) {
  return operand != c || (leading == ldc && transposed == AS_IS);
}

}  // namespace
}  // namespace blas

using namespace blas;

int cublasSgemv_v2(Handle* handle, int trans, int m, int n, const float* alpha, const float* a,
                   int lda, const float* x, int incx, const float* beta, float* y, int incy) {
  if (!lives(handle, __func__)) return NOT_INITIALIZED;
  Rules rules(__func__);
  rules.operation("trans", trans);
  rules.size("m", m).size("n", n).leading("lda", lda, m);
  rules.require(incx != 0 && incy != 0, "an increment is zero");
  if (rules.broken()) return rules.refused();
  const bool transposed = trans != AS_IS;
  MatrixVector job = {{a, m, n, lda},
                      transposed,
                      {x, transposed ? m : n, incx},
                      {y, transposed ? n : m, incy},
                      {},
                      {}};
  if (const int status = job.alpha.take(*handle, alpha, __func__, "alpha")) return status;
  if (const int status = job.beta.take(*handle, beta, __func__, "beta")) return status;
  if (m == 0 || n == 0) return SUCCESS;
  return submit(*handle, text("%s %dx%d", __func__, m, n), [job] { return run(job); });
}

int cublasSgeam(Handle* handle, int transa, int transb, int m, int n, const float* alpha,
                const float* a, int lda, const float* beta, const float* b, int ldb, float* c,
                int ldc) {
  if (!lives(handle, __func__)) return NOT_INITIALIZED;
  Rules rules(__func__);
  rules.operation("transa", transa).operation("transb", transb);
  rules.size("m", m).size("n", n);
  const bool turn_a = transa != AS_IS, turn_b = transb != AS_IS;
  rules.leading("lda", lda, turn_a ? n : m).leading("ldb", ldb, turn_b ? n : m);
  rules.leading("ldc", ldc, m);
  rules.require(may_alias(a, lda, transa, c, ldc), "C is A, but in another layout");
  rules.require(may_alias(b, ldb, transb, c, ldc), "C is B, but in another layout");
  if (rules.broken()) return rules.refused();
  MatrixSum job = {{a, turn_a ? n : m, turn_a ? m : n, lda},
                   {b, turn_b ? n : m, turn_b ? m : n, ldb},
                   turn_a,
                   turn_b,
                   {c, m, n, ldc},
                   {},
                   {}};
  if (const int status = job.alpha.take(*handle, alpha, __func__, "alpha")) return status;
  if (const int status = job.beta.take(*handle, beta, __func__, "beta")) return status;
  if (m == 0 || n == 0) return SUCCESS;
  return submit(*handle, text("%s %dx%d", __func__, m, n), [job] { return run(job); });
}
