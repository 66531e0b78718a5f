// Finding PTX in an image.

#include "driver/image.h"

#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>

#include "core/status.h"

namespace emulator {
namespace {

constexpr uint32_t FAT_BINARY = 0xBA55ED50, FAT_BINARY_WRAPPER = 0x466243B1;
constexpr uint16_t TEXT = 1;
constexpr uint64_t COMPRESSED = 0xa000;
constexpr size_t SMALLEST_HEADER = 64;

template <class T>
T read(const uint8_t* at) {
  T value;
  std::memcpy(&value, at, sizeof value);
  return value;
}

// The container's header gives its own size and that of what follows: parts, each with a header
// that gives kind, its own size, the content's size and flags.
int find_in_fat_binary(const uint8_t* image, std::string& text, std::string& reason) {
  const uint8_t* part = image + read<uint16_t>(image + 6);
  const uint8_t* end = part + read<uint64_t>(image + 8);
  bool compressed = false;
  while (part + SMALLEST_HEADER <= end) {
    const uint32_t header = read<uint32_t>(part + 4);
    const uint64_t bytes = read<uint64_t>(part + 8), flags = read<uint64_t>(part + 40);
    if (read<uint16_t>(part) == TEXT) {
      if (!(flags & COMPRESSED)) {
        text.assign(reinterpret_cast<const char*>(part) + header, bytes);
        return SUCCESS;
      }
      compressed = true;
    }
    if (!header) break;
    part += header + bytes;
  }
  reason = compressed ? "the PTX in the fat binary is compressed (build it with --no-compress)"
                      : "the fat binary has no PTX";
  return NO_BINARY_FOR_GPU;
}

}  // namespace

int find_text(const void* image, std::string& text, std::string& reason) {
  if (!image) return INVALID_VALUE;
  const uint8_t* start = static_cast<const uint8_t*>(image);
  if (std::memcmp(start, "\177ELF", 4) == 0) {
    reason = "the image is machine code; only PTX is interpreted";
    return NO_BINARY_FOR_GPU;
  }
  if (read<uint32_t>(start) == FAT_BINARY_WRAPPER) {
    start = reinterpret_cast<const uint8_t*>(read<uint64_t>(start + 8));
  }
  if (read<uint32_t>(start) == FAT_BINARY) return find_in_fat_binary(start, text, reason);
  text = reinterpret_cast<const char*>(start);
  if (text.find(".version") != std::string::npos) return SUCCESS;
  reason = "the image is neither PTX nor a fat binary";
  return INVALID_IMAGE;
}

bool read_file(const char* path, std::string& content) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return false;
  content.assign(std::istreambuf_iterator<char>(file), {});
  return true;
}

}  // namespace emulator
