// Rules about descriptors and factors.

#include "cudnn/rules.h"

#include "cudnn/api.h"
#include "emulated_device.h"

namespace dnn {

Rules& Rules::descriptor(const Tensor* tensor, const char* name) {
  object(tensor, name);
  parameter(!broken() && tensor->rank != UNSET, std::string(name) + " was not set");
  return supported(!broken() && tensor->type == FLOAT,
                   std::string(name) + ": only float32 is emulated");
}

Rules& Rules::descriptor(const Filter* filter, const char* name) {
  object(filter, name);
  parameter(!broken() && filter->rank != UNSET, std::string(name) + " was not set");
  return supported(!broken() && filter->type == FLOAT,
                   std::string(name) + ": only float32 is emulated");
}

Rules& Rules::factor(const void* from, const char* name, double* to) {
  pointer(from, name);
  parameter(broken() || !emulator::is_device_address(from),
            std::string(name) + " lies on the device, it must be on the host");
  if (!broken()) *to = *static_cast<const float*>(from);
  return *this;
}

Rules& Rules::same_dims(const Tensor& a, const char* name_a, const Tensor& b,
                        const char* name_b) {
  return parameter(dnn::same_dims(a, b), std::string(name_a) + " is " + dims_text(a) + ", " +
                                             name_b + " is " + dims_text(b));
}

int Rules::refused() const {
  emulator::report("cudnn", std::string(function_) + ": " + reason_ + " (" +
                                cudnnGetErrorString(status_) + ")");
  return status_;
}

std::string dims_text(const Tensor& tensor) {
  std::string text;
  for (int i = 0; i < tensor.rank; i++) {
    text += (i ? "x" : "") + std::to_string(tensor.dims[i]);
  }
  return text;
}

}  // namespace dnn
