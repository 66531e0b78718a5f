// What the device found wrong. A finding has a kind, one of those below, and a text.
#pragma once

#include <string>

namespace emulator {

namespace kind {
constexpr char OUT_OF_BOUNDS[] = "out of bounds";
constexpr char USE_AFTER_FREE[] = "use after free";
constexpr char DOUBLE_FREE[] = "double free";
constexpr char BAD_FREE[] = "bad free";
constexpr char BAD_POINTER[] = "bad pointer";
constexpr char OTHER_DEVICE[] = "memory of another device";
constexpr char MISALIGNED[] = "misaligned";
constexpr char CANARY[] = "canary";
constexpr char LEAK[] = "leak";
constexpr char UNINITIALIZED[] = "uninitialized read";
constexpr char RACE[] = "race";                     // between threads of one launch
constexpr char STREAM_RACE[] = "stream race";       // between operations of unordered streams
constexpr char BARRIER[] = "divergent barrier";
constexpr char WARP[] = "warp";
constexpr char TIMEOUT[] = "timeout";
constexpr char TRAP[] = "trap";
constexpr char LAUNCH[] = "launch";
constexpr char PINNED[] = "pinned memory";
constexpr char CAPTURE[] = "capture";
constexpr char CONTEXT[] = "context";
constexpr char MODULE[] = "module";
constexpr char MEMORY_LIMIT[] = "out of memory";
constexpr char ARGUMENT[] = "argument";
constexpr char OPTION[] = "option";
constexpr char UNSUPPORTED[] = "unsupported";
}  // namespace kind

// All findings since the last call, one a line.
std::string take_findings();

// Text as printf makes it.
std::string format(const char* pattern, ...) __attribute__((format(printf, 1, 2)));

}  // namespace emulator
