// The documented rules for arguments: the first that is broken is kept, and reported in the end.
#pragma once

#include <string>

#include "common/live_objects.h"
#include "cudnn/descriptors.h"

namespace dnn {

class Rules {
 public:
  explicit Rules(const char* function) : function_(function) {}

  Rules& require(bool holds, Status otherwise, const std::string& reason) {
    if (!holds && !broken()) {
      status_ = otherwise;
      reason_ = reason;
    }
    return *this;
  }

  Rules& parameter(bool holds, const std::string& reason) {
    return require(holds, BAD_PARAM, reason);
  }

  Rules& supported(bool holds, const std::string& reason) {
    return require(holds, NOT_SUPPORTED, reason);
  }

  Rules& pointer(const void* pointer, const char* name) {
    return parameter(pointer != nullptr, std::string(name) + " is null");
  }

  // An object that was created and not destroyed.
  template <class T>
  Rules& object(const T* object, const char* name) {
    pointer(object, name);
    return parameter(library::live<T>().has(object),
                     std::string(name) + " was destroyed, or is something else");
  }

  // A descriptor that was set as well; of which float32 is emulated.
  Rules& descriptor(const Tensor* tensor, const char* name);
  Rules& descriptor(const Filter* filter, const char* name);

  template <class T>
  Rules& descriptor(const T* other, const char* name) {
    object(other, name);
    return parameter(!broken() && other->mode != UNSET, std::string(name) + " was not set");
  }

  // A factor on the host; taken if all is well.
  Rules& factor(const void* from, const char* name, double* to);

  Rules& same_dims(const Tensor& a, const char* name_a, const Tensor& b, const char* name_b);

  bool broken() const { return status_ != SUCCESS; }

  // Reports the broken rule; its status.
  int refused() const;

 private:
  const char* function_;
  Status status_ = SUCCESS;
  std::string reason_;
};

// Dimensions as "2x16x8x8".
std::string dims_text(const Tensor& tensor);

}  // namespace dnn
