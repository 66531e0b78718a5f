// Checks of matrices and vectors on the device.

#include "cublas/operands.h"

#include "emulated_device.h"

namespace blas {
namespace {

// Checks a matrix: as a whole where its columns follow each other, else column by column.
template <class T, class Check>
bool check_matrix(const Matrix<T>& matrix, Check check) {
  if (matrix.rows == 0 || matrix.columns == 0) return true;
  const bool dense = matrix.leading == matrix.rows || matrix.columns == 1;
  const size_t runs = dense ? 1 : static_cast<size_t>(matrix.columns);
  const size_t length = static_cast<size_t>(matrix.rows) * (dense ? matrix.columns : 1);
  for (size_t j = 0; j < runs; j++) {
    if (!check(matrix.at + j * matrix.leading, length * sizeof(float))) return false;
  }
  return true;
}

template <class T, class Check>
bool check_vector(const Vector<T>& vector, Check check) {
  if (vector.count() <= 0) return true;
  if (vector.increment() == 1) {
    return check(&vector[0], static_cast<size_t>(vector.count()) * sizeof(float));
  }
  const int different = vector.increment() == 0 ? 1 : vector.count();
  for (int i = 0; i < different; i++) {
    if (!check(&vector[i], sizeof(float))) return false;
  }
  return true;
}

auto reads(const char* what) {
  return [what](const float* at, size_t bytes) { return emulator::check_read(at, bytes, what); };
}

auto writes(const char* what) {
  return [what](float* at, size_t bytes) { return emulator::check_write(at, bytes, what); };
}

}  // namespace

bool readable(const Matrix<const float>& matrix, const char* what) {
  return check_matrix(matrix, reads(what));
}

bool readable(const Matrix<float>& matrix, const char* what) {
  return check_matrix(matrix, reads(what));
}

bool writable(const Matrix<float>& matrix, const char* what) {
  return check_matrix(matrix, writes(what));
}

library::View view(const Matrix<const float>& matrix, bool transposed) {
  return transposed ? library::View{matrix.at, matrix.leading, 1}
                    : library::View{matrix.at, 1, matrix.leading};
}

bool readable(const Vector<const float>& vector, const char* what) {
  return check_vector(vector, reads(what));
}

bool readable(const Vector<float>& vector, const char* what) {
  return check_vector(vector, reads(what));
}

bool writable(const Vector<float>& vector, const char* what) {
  return check_vector(vector, writes(what));
}

}  // namespace blas
