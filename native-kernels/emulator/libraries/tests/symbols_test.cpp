// Loads a library and looks for every name of a list with the library's version, as JNI natives
// that were linked against the real one do.
//   symbols_test LIBRARY VERSION LIST

#include <dlfcn.h>

#include <cstdio>
#include <fstream>
#include <string>

int main(int count, char** arguments) {
  if (count != 4) return 2;
  void* library = dlopen(arguments[1], RTLD_LAZY | RTLD_LOCAL);
  if (!library) {
    std::fprintf(stderr, "%s\n", dlerror());
    return 1;
  }
  std::ifstream list(arguments[3]);
  int found = 0, missing = 0;
  for (std::string name; std::getline(list, name);) {
    if (dlvsym(library, name.c_str(), arguments[2])) {
      found++;
    } else {
      std::fprintf(stderr, "missing: %s@%s\n", name.c_str(), arguments[2]);
      missing++;
    }
  }
  return found > 0 && missing == 0 ? 0 : 1;
}
