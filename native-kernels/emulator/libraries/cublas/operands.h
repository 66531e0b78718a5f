// Matrices and vectors on the device: where their elements are, and checking them.
#pragma once

#include <cstddef>

#include "common/product.h"

namespace blas {

// A column-major matrix.
template <class T>
struct Matrix {
  T* at;
  int rows, columns, leading;
};

// Whether all elements may be read, or written; what lies between the columns is not touched.
bool readable(const Matrix<const float>& matrix, const char* what);
bool readable(const Matrix<float>& matrix, const char* what);
bool writable(const Matrix<float>& matrix, const char* what);

// op(matrix) as something to read element by element.
library::View view(const Matrix<const float>& matrix, bool transposed);

// Element i of n elements of a vector is at [i * increment], counted from the end where the
// increment is negative.
template <class T>
class Vector {
 public:
  Vector(T* at, int count, int increment)
      : first_(increment < 0 && count > 0 ? at - ptrdiff_t{count - 1} * increment : at),
        count_(count),
        increment_(increment) {}

  T& operator[](int i) const { return first_[i * ptrdiff_t{increment_}]; }
  int count() const { return count_; }
  int increment() const { return increment_; }

 private:
  T* first_;
  int count_, increment_;
};

bool readable(const Vector<const float>& vector, const char* what);
bool readable(const Vector<float>& vector, const char* what);
bool writable(const Vector<float>& vector, const char* what);

}  // namespace blas
