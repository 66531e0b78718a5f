// Creating and destroying descriptors.
#pragma once

#include "cudnn/rules.h"

namespace dnn {

template <class T>
int create(T** made, const char* function) {
  Rules rules(function);
  if (rules.pointer(made, "the descriptor's place").broken()) return rules.refused();
  *made = library::live<T>().create();
  return SUCCESS;
}

// Null is destroyed without complaint, as in the real library.
template <class T>
int destroy(T* descriptor, const char* function) {
  if (!descriptor) return SUCCESS;
  Rules rules(function);
  if (rules.object(descriptor, "the descriptor").broken()) return rules.refused();
  library::live<T>().destroy(descriptor);
  return SUCCESS;
}

inline bool is_data_type(int type) { return type >= 0 && type <= LAST_DATA_TYPE; }

}  // namespace dnn
