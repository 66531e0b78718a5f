// Operations on vectors (BLAS level 1). A count of zero or less does nothing, as documented.

#include <cmath>

#include "common/text.h"
#include "cublas/handle.h"
#include "cublas/operands.h"
#include "emulated_device.h"

using library::text;

namespace blas {
namespace {

// Where a function's result goes, by the pointer mode.
class Result {
 public:
  // The status of taking the place; zero where it is right.
  int take(const Handle& handle, float* to, const char* function) {
    if (!to) return refuse(INVALID_VALUE, function, "null result pointer");
    on_device_ = handle.pointer_mode == DEVICE;
    if (!on_device_ && emulator::is_device_address(to)) {
      return refuse(INVALID_VALUE, function,
                    "the result lies on the device, but the pointer mode is host");
    }
    to_ = to;
    return SUCCESS;
  }

  bool write(double value) const {
    if (on_device_ && !emulator::check_write(to_, sizeof(float), "cuBLAS result")) return false;
    *to_ = static_cast<float>(value);
    return true;
  }

 private:
  float* to_ = nullptr;
  bool on_device_ = false;
};

double dot(const Vector<const float>& x, const Vector<const float>& y) {
  double sum = 0;
  for (int i = 0; i < x.count(); i++) sum += static_cast<double>(x[i]) * y[i];
  return sum;
}

}  // namespace
}  // namespace blas

using namespace blas;

int cublasSaxpy_v2(Handle* handle, int n, const float* alpha, const float* x, int incx, float* y,
                   int incy) {
  if (!lives(handle, __func__)) return NOT_INITIALIZED;
  Scalar factor;
  if (const int status = factor.take(*handle, alpha, __func__, "alpha")) return status;
  if (n <= 0) return SUCCESS;
  const Vector<const float> from(x, n, incx);
  const Vector<float> to(y, n, incy);
  return submit(*handle, text("%s %d", __func__, n), [=] {
    float a;
    if (!factor.read(&a) || !readable(from, "axpy x") || !readable(to, "axpy y") ||
        !writable(to, "axpy y")) {
      return false;
    }
    for (int i = 0; i < n; i++) {
      to[i] = static_cast<float>(static_cast<double>(a) * from[i] + to[i]);
    }
    return true;
  });
}

int cublasSdot_v2(Handle* handle, int n, const float* x, int incx, const float* y, int incy,
                  float* result) {
  if (!lives(handle, __func__)) return NOT_INITIALIZED;
  Result to;
  if (const int status = to.take(*handle, result, __func__)) return status;
  const Vector<const float> left(x, n, incx), right(y, n, incy);
  return submit_and_wait(*handle, text("%s %d", __func__, n), [=] {
    return readable(left, "dot x") && readable(right, "dot y") && to.write(dot(left, right));
  });
}

int cublasSnrm2_v2(Handle* handle, int n, const float* x, int incx, float* result) {
  if (!lives(handle, __func__)) return NOT_INITIALIZED;
  Result to;
  if (const int status = to.take(*handle, result, __func__)) return status;
  const Vector<const float> from(x, incx > 0 ? n : 0, incx);
  return submit_and_wait(*handle, text("%s %d", __func__, n), [=] {
    return readable(from, "nrm2 x") && to.write(std::sqrt(dot(from, from)));
  });
}

int cublasSscal_v2(Handle* handle, int n, const float* alpha, float* x, int incx) {
  if (!lives(handle, __func__)) return NOT_INITIALIZED;
  Scalar factor;
  if (const int status = factor.take(*handle, alpha, __func__, "alpha")) return status;
  if (n <= 0 || incx <= 0) return SUCCESS;
  const Vector<float> to(x, n, incx);
  return submit(*handle, text("%s %d", __func__, n), [=] {
    float a;
    if (!factor.read(&a) || !readable(to, "scal x") || !writable(to, "scal x")) return false;
    for (int i = 0; i < n; i++) to[i] *= a;
    return true;
  });
}

int cublasScopy_v2(Handle* handle, int n, const float* x, int incx, float* y, int incy) {
  if (!lives(handle, __func__)) return NOT_INITIALIZED;
  if (n <= 0) return SUCCESS;
  const Vector<const float> from(x, n, incx);
  const Vector<float> to(y, n, incy);
  return submit(*handle, text("%s %d", __func__, n), [=] {
    if (!readable(from, "copy x") || !writable(to, "copy y")) return false;
    for (int i = 0; i < n; i++) to[i] = from[i];
    return true;
  });
}
