// What modules are loaded from.
#pragma once

#include <string>

namespace emulator {

// Finds the PTX text in an image: text that ends with a zero, or a fat binary with text that is not
// compressed. A CUresult, and the reason where it is no success.
int find_text(const void* image, std::string& text, std::string& reason);

// Reads a file with an image; false where it cannot be read.
bool read_file(const char* path, std::string& content);

}  // namespace emulator
