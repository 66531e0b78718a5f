// Single instructions: what each gives for given operands, on all lanes of a warp and on some.
#pragma once

#include <cstdint>
#include <cstring>

#include "device.h"

// A statement on registers %h, %r and %d of 16, 32 and 64 bits and predicates %p: 0 is the result,
// 1 to 3 hold the operands' lower bits.
struct Case {
  std::string statement;
  uint64_t a, b, c, expected;
};

inline uint64_t f(float value) {
  uint32_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  return bits;
}

inline uint64_t d(double value) {
  uint64_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  return bits;
}

inline uint64_t i(int value) { return static_cast<uint32_t>(value); }

// "%p0" where the result is a predicate, else the register's letter.
inline char result_of(const std::string& statement) { return statement[statement.find("%") + 1]; }

inline std::string kernel(const Case& test, size_t number) {
  std::string text = ".visible .entry k" + std::to_string(number) +
                     "(.param .u64 out, .param .u64 a, .param .u64 b, .param .u64 c)\n{\n"
                     ".reg .pred %p<4>; .reg .b16 %h<4>; .reg .b32 %r<8>; .reg .b64 %d<8>;\n"
                     "ld.param.u64 %d4, [out]; cvta.to.global.u64 %d4, %d4;\n";
  const char* names[] = {"", "a", "b", "c"};
  for (int k = 1; k < 4; k++) {
    const std::string n = std::to_string(k);
    text += "ld.param.u64 %d" + n + ", [" + names[k] + "]; cvt.u32.u64 %r" + n + ", %d" + n +
            "; cvt.u16.u64 %h" + n + ", %d" + n + "; and.b32 %r4, %r" + n +
            ", 1; setp.ne.s32 %p" + n + ", %r4, 0;\n";
  }
  text += test.statement + ";\n";
  switch (result_of(test.statement)) {
    case 'p': text += "selp.u64 %d0, 1, 0, %p0;\n"; break;
    case 'h': text += "cvt.u64.u16 %d0, %h0;\n"; break;
    case 'r': text += "cvt.u64.u32 %d0, %r0;\n"; break;
    default: break;
  }
  return text + "mov.u32 %r5, %tid.x; mul.wide.u32 %d5, %r5, 8; add.s64 %d4, %d4, %d5;\n"
                "st.global.u64 [%d4], %d0;\nret;\n}\n";
}

inline void run(const std::vector<Case>& cases) {
  start_device();
  std::string text = ".version 7.5\n.target sm_75\n.address_size 64\n";
  for (size_t k = 0; k < cases.size(); k++) text += kernel(cases[k], k);
  const Module module = load(text);
  const DevicePointer out = allocate(32 * sizeof(uint64_t));
  for (size_t k = 0; k < cases.size(); k++) {
    const Case& test = cases[k];
    const Function entry = function(module, ("k" + std::to_string(k)).c_str());
    for (const unsigned threads : {32u, 5u}) {
      EQUAL(cuMemsetD8_v2(out, 0xcc, 32 * sizeof(uint64_t)), OK);
      EQUAL(launch(entry, 1, threads, 0, out, test.a, test.b, test.c), OK);
      const auto got = download<uint64_t>(out, 32);
      for (unsigned lane = 0; lane < 32; lane++) {
        const uint64_t wanted = lane < threads ? test.expected : 0xccccccccccccccccull;
        if (got[lane] == wanted) continue;
        char line[200];
        std::snprintf(line, sizeof line, "%s: lane %u has %#llx, not %#llx",
                      test.statement.c_str(), lane, static_cast<unsigned long long>(got[lane]),
                      static_cast<unsigned long long>(wanted));
        fail(__FILE__, __LINE__, line);
      }
    }
  }
  CLEAN();
}
