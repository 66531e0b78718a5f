// Loads a library and looks for every name of a list with the library's version, as JNI natives
// that were linked against the real one do. One that is not emulated must say so when called.
//   symbols_test LIBRARY VERSION LIST NAME STATUS

#include <dlfcn.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

#include "fake_device.h"

namespace {

int missing_names(void* library, const char* version, const char* list) {
  std::ifstream names(list);
  int missing = names ? 0 : 1;
  for (std::string name; std::getline(names, name);) {
    if (dlvsym(library, name.c_str(), version)) continue;
    std::fprintf(stderr, "missing: %s@%s\n", name.c_str(), version);
    missing++;
  }
  return missing;
}

bool refuses(void* library, const char* name, int status) {
  const auto function = reinterpret_cast<int (*)()>(dlsym(library, name));
  return function && function() == status &&
         fake::take_reports().find(name) != std::string::npos;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 6) return 2;
  void* library = dlopen(arguments[1], RTLD_LAZY | RTLD_LOCAL);
  if (!library) {
    std::fprintf(stderr, "%s\n", dlerror());
    return 1;
  }
  if (missing_names(library, arguments[2], arguments[3])) return 1;
  if (refuses(library, arguments[4], std::atoi(arguments[5]))) return 0;
  std::fprintf(stderr, "%s does not say that it is not supported\n", arguments[4]);
  return 1;
}
