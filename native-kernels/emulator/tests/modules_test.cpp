// Modules: images, what they hold, and how long.

#include <cstdint>
#include <cstring>

#include "device.h"

namespace {

constexpr int INVALID_VALUE = 1, INVALID_HANDLE = 400, NOT_FOUND = 500, NO_BINARY_FOR_GPU = 209;

const char TEXT[] =
    ".version 7.5\n.target sm_75\n.address_size 64\n"
    ".global .align 4 .u32 words[3] = {7, -1};\n"
    ".visible .entry first(.param .u64 out)\n.maxntid 64, 1, 1\n{\n"
    ".reg .b32 %r<3>; .reg .b64 %d<3>;\n"
    "ld.param.u64 %d1, [out]; ld.global.u32 %r1, [words+4]; st.global.u32 [%d1], %r1; ret;\n}\n"
    ".visible .entry second()\n.reqntid 8, 4\n{\n.shared .align 8 .b8 used[24];\nret;\n}\n";

template <class T>
void put(std::string& to, size_t at, T value) {
  std::memcpy(&to[at], &value, sizeof value);
}

// A fat binary with one part, as nvcc lays it out.
std::string fat_binary(const std::string& content, uint16_t kind, uint64_t flags) {
  constexpr size_t HEADER = 16, PART = 72;
  std::string made(HEADER + PART, '\0');
  put<uint32_t>(made, 0, 0xBA55ED50);
  put<uint16_t>(made, 4, 1);
  put<uint16_t>(made, 6, HEADER);
  put<uint64_t>(made, 8, PART + content.size());
  put<uint16_t>(made, HEADER, kind);
  put<uint32_t>(made, HEADER + 4, PART);
  put<uint64_t>(made, HEADER + 8, content.size());
  put<uint64_t>(made, HEADER + 40, flags);
  return made + content;
}

void images() {
  start_device();
  Module module = nullptr;
  Function found = nullptr;
  EQUAL(cuModuleLoadData(&module, fat_binary(TEXT, 1, 0).data()), OK);
  EQUAL(cuModuleGetFunction(&found, module, "first"), OK);
  CLEAN();
  EQUAL(cuModuleLoadData(&module, fat_binary(TEXT, 1, 0x2000).data()), NO_BINARY_FOR_GPU);
  FOUND("module");
  EQUAL(cuModuleLoadData(&module, fat_binary("machine code", 2, 0).data()), NO_BINARY_FOR_GPU);
  FOUND("module");
}

void variables() {
  start_device();
  const Module module = load(TEXT);
  DevicePointer words = 0;
  size_t bytes = 0;
  EQUAL(cuModuleGetGlobal_v2(&words, &bytes, module, "words"), OK);
  EQUAL(bytes, 12u);
  CHECK(download<int>(words, 3) == (std::vector<int>{7, -1, 0}));
  EQUAL(cuModuleGetGlobal_v2(&words, &bytes, module, "sentences"), NOT_FOUND);
  const DevicePointer out = allocate(4);
  EQUAL(launch(function(module, "first"), 1, 1, 0, out), OK);
  EQUAL(download<int>(out, 1)[0], -1);
  CLEAN();
}

void bounds() {
  start_device();
  const Module module = load(TEXT);
  const Function first = function(module, "first"), second = function(module, "second");
  const DevicePointer out = allocate(4);
  int value = 0;
  EQUAL(cuFuncGetAttribute(&value, 0, first), OK);
  EQUAL(value, 64);
  EQUAL(cuFuncGetAttribute(&value, 1, second), OK);
  EQUAL(value, 24);
  EQUAL(launch(first, 1, 64, 0, out), OK);
  EQUAL(launch(first, 1, 65, 0, out), INVALID_VALUE);
  FOUND("launch");
  EQUAL(cuLaunchKernel(second, 1, 1, 1, 8, 4, 1, 0, nullptr, nullptr, nullptr), OK);
  CLEAN();
  EQUAL(cuLaunchKernel(second, 1, 1, 1, 32, 1, 1, 0, nullptr, nullptr, nullptr), INVALID_VALUE);
  FOUND("launch");
  EQUAL(cuLaunchKernel(first, 1, 1, 1, 1, 1, 1, 0, nullptr, nullptr, nullptr), INVALID_VALUE);
  FOUND("launch");
}

// Queued work outlives its module; handles do not.
void lifetime() {
  start_device();
  EQUAL(emulator_configure("schedule", "lazy"), 0);
  const Module module = load(TEXT);
  const Function first = function(module, "first");
  const DevicePointer out = allocate(4);
  EQUAL(emulator_counter("live_modules"), 1);
  EQUAL(launch(first, 1, 1, 0, out), OK);
  EQUAL(cuModuleUnload(module), OK);
  EQUAL(emulator_counter("live_modules"), 0);
  EQUAL(download<int>(out, 1)[0], -1);
  EQUAL(launch(first, 1, 1, 0, out), INVALID_HANDLE);
  EQUAL(cuModuleUnload(module), INVALID_HANDLE);
  CLEAN();
}

}  // namespace

int main(int arguments, char** names) {
  const Test tests[] = {
      {"images", images}, {"variables", variables}, {"bounds", bounds}, {"lifetime", lifetime}};
  return run_tests(tests, arguments, names);
}
