// Which objects of a kind exist, so that a pointer from the caller is followed only if it is one.
#pragma once

#include <mutex>
#include <unordered_set>

namespace library {

template <class T>
class LiveObjects {
 public:
  T* create() {
    T* made = new T();
    const std::lock_guard<std::mutex> guard(lock_);
    all_.insert(made);
    return made;
  }

  bool destroy(T* object) {
    {
      const std::lock_guard<std::mutex> guard(lock_);
      if (all_.erase(object) == 0) return false;
    }
    delete object;
    return true;
  }

  bool has(const T* object) const {
    const std::lock_guard<std::mutex> guard(lock_);
    return all_.count(const_cast<T*>(object)) != 0;
  }

 private:
  mutable std::mutex lock_;
  std::unordered_set<T*> all_;
};

// All objects of a kind. Never destroyed: other threads may still call while the process exits.
template <class T>
LiveObjects<T>& live() {
  static LiveObjects<T>& all = *new LiveObjects<T>();
  return all;
}

}  // namespace library
