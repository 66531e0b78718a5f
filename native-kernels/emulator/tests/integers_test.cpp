// Instructions on integers and bits, by the PTX ISA; and those that are not interpreted.

#include "instructions.h"

namespace {

void integers() {
  run({
      {"add.s32 %r0, %r1, %r2", i(7), i(-9), 0, i(-2)},
      {"add.u16 %h0, %h1, %h2", 0xffff, 2, 0, 1},
      {"sub.s64 %d0, %d1, %d2", 3, 5, 0, static_cast<uint64_t>(-2)},
      {"mul.lo.s32 %r0, %r1, %r2", i(-3), i(5), 0, i(-15)},
      {"mul.lo.u16 %h0, %h1, %h2", 0xffff, 0xffff, 0, 1},
      {"mul.hi.u32 %r0, %r1, %r2", 0xd2511f53, 0xffffffff, 0, 0xd2511f52},
      {"mul.hi.s32 %r0, %r1, %r2", i(-1), i(2), 0, i(-1)},
      {"mul.hi.u64 %d0, %d1, %d2", ~0ull, ~0ull, 0, ~0ull - 1},
      {"mul.hi.s64 %d0, %d1, %d2", ~0ull, 5, 0, ~0ull},
      {"mul.wide.s32 %d0, %r1, %r2", i(-4), i(3), 0, static_cast<uint64_t>(-12)},
      {"mul.wide.u32 %d0, %r1, %r2", 0xffffffff, 2, 0, 0x1fffffffe},
      {"mul.wide.s16 %r0, %h1, %h2", 0xffff, 2, 0, i(-2)},
      {"mad.lo.s32 %r0, %r1, %r2, %r3", i(-3), i(5), i(1), i(-14)},
      {"mad.hi.u32 %r0, %r1, %r2, %r3", 0x80000000, 4, 5, 7},
      {"mad.wide.u32 %d0, %r1, %r2, %d3", 0xffffffff, 2, 1ull << 40, (1ull << 40) + 0x1fffffffe},
      {"div.s32 %r0, %r1, %r2", i(-7), i(2), 0, i(-3)},
      {"div.u32 %r0, %r1, %r2", i(-7), 2, 0, 0x7ffffffc},
      {"div.s32 %r0, %r1, %r2", 0x80000000, i(-1), 0, 0x80000000},
      {"rem.s32 %r0, %r1, %r2", i(-7), i(2), 0, i(-1)},
      {"rem.u64 %d0, %d1, %d2", 1000000007ull * 5 + 3, 1000000007, 0, 3},
      {"min.s32 %r0, %r1, %r2", i(-1), i(1), 0, i(-1)},
      {"min.u32 %r0, %r1, %r2", i(-1), i(1), 0, 1},
      {"max.s64 %d0, %d1, %d2", ~0ull, 1, 0, 1},
      {"neg.s32 %r0, %r1", i(5), 0, 0, i(-5)},
      {"abs.s32 %r0, %r1", i(-5), 0, 0, 5},
      {"add.s32 %r0, %r1, -3", 1, 0, 0, i(-2)},
  });
}

void bits() {
  run({
      {"and.b32 %r0, %r1, %r2", 0xff00ff00, 0x0ff00ff0, 0, 0x0f000f00},
      {"or.b64 %d0, %d1, %d2", 1ull << 63, 1, 0, 1ull << 63 | 1},
      {"xor.b16 %h0, %h1, %h2", 0xff0f, 0x00ff, 0, 0xfff0},
      {"not.b32 %r0, %r1", 0xff, 0, 0, 0xffffff00},
      {"and.pred %p0, %p1, %p2", 1, 0, 0, 0},
      {"or.pred %p0, %p1, %p2", 1, 0, 0, 1},
      {"xor.pred %p0, %p1, %p2", 1, 1, 0, 0},
      {"not.pred %p0, %p1", 0, 0, 0, 1},
      {"shl.b32 %r0, %r1, %r2", 3, 31, 0, 0x80000000},
      {"shl.b32 %r0, %r1, %r2", 3, 32, 0, 0},
      {"shr.u32 %r0, %r1, %r2", 0x80000000, 31, 0, 1},
      {"shr.u32 %r0, %r1, %r2", 0x80000000, 40, 0, 0},
      {"shr.s32 %r0, %r1, %r2", 0x80000000, 40, 0, 0xffffffff},
      {"shr.s64 %d0, %d1, %r2", 1ull << 63, 62, 0, ~0ull - 1},
      {"shf.l.wrap.b32 %r0, %r1, %r2, %r3", 0x80000001, 0x00000001, 4, 0x18},
      {"shf.r.wrap.b32 %r0, %r1, %r2, %r3", 0x80000001, 0x0000000f, 36, 0xf8000000},
      {"shf.l.clamp.b32 %r0, %r1, %r2, %r3", 0x12345678, 0xffffffff, 99, 0x12345678},
      {"popc.b32 %r0, %r1", 0xf0f0f0f1, 0, 0, 17},
      {"popc.b64 %r0, %d1", ~0ull, 0, 0, 64},
      {"clz.b32 %r0, %r1", 1, 0, 0, 31},
      {"clz.b64 %r0, %d1", 0, 0, 0, 64},
      {"bfind.u32 %r0, %r1", 0x00010000, 0, 0, 16},
      {"bfind.s32 %r0, %r1", 0xffff0000, 0, 0, 15},
      {"bfind.u32 %r0, %r1", 0, 0, 0, 0xffffffff},
      {"bfind.shiftamt.u32 %r0, %r1", 0x00010000, 0, 0, 15},
      {"brev.b32 %r0, %r1", 0x00000013, 0, 0, 0xc8000000},
      {"brev.b64 %d0, %d1", 1, 0, 0, 1ull << 63},
      {"bfe.u32 %r0, %r1, %r2, %r3", 0xabcdef12, 8, 12, 0xdef},
      {"bfe.s32 %r0, %r1, %r2, %r3", 0xabcdef12, 8, 12, 0xfffffdef},
      {"bfe.s32 %r0, %r1, %r2, %r3", 0x80000000, 28, 8, 0xfffffff8},
      {"bfe.u32 %r0, %r1, %r2, %r3", 0xffffffff, 28, 8, 0xf},
      {"bfe.u64 %d0, %d1, %r2, %r3", ~0ull, 4, 0, 0},
      {"bfi.b32 %r0, %r1, %r2, 8, 12", 0xfff, 0, 0, 0x000fff00},
      {"bfi.b32 %r0, %r1, %r2, %r3, 8", 0x5a, 0xffffffff, 16, 0xff5affff},
      {"bfi.b64 %d0, %d1, %d2, 32, 32", 7, 9, 0, 7ull << 32 | 9},
      {"prmt.b32 %r0, %r1, %r2, %r3", 0x33221100, 0x77665544, 0x7531, 0x77553311},
      {"prmt.b32 %r0, %r1, %r2, %r3", 0x00000080, 0, 0x8888, 0xffffffff},
      {"lop3.b32 %r0, %r1, %r2, %r3, 0x96", 0xff00, 0xf0f0, 0xcccc, 0xff00 ^ 0xf0f0 ^ 0xcccc},
      {"lop3.b32 %r0, %r1, %r2, %r3, 0xe8", 0xff00, 0xf0f0, 0xcccc,
       (0xff00 & 0xf0f0) | (0xff00 & 0xcccc) | (0xf0f0 & 0xcccc)},
  });
}

// What is not interpreted must be told, with its line, when the module is loaded.
void unknown() {
  start_device();
  const std::string head = ".version 7.5\n.target sm_75\n.address_size 64\n";
  const struct {
    const char* body;
    const char* told;
  } wrong[] = {
      {"dp4a.u32.u32 %r0, %r1, %r1, %r1;", "line 7: 'dp4a.u32.u32'"},
      {"add.cc.u32 %r0, %r1, %r1;", "line 7: 'add.cc.u32'"},
      {"add.u32 %r0, %r1;", "line 7: 'add.u32': 3 operands were expected"},
      {"add.u64 %r0, %r1, %r1;", "line 7: 'add.u64': register '%r0' has 32 bits"},
      {"add.u32 %r0, %r9, %r1;", "line 7: 'add.u32': '%r9'"},
      {"bra NOWHERE;", "line 7: there is no label 'NOWHERE'"},
      {"mov.u32 %r0, %clock;", "line 7: 'mov.u32': '%clock'"},
      {".local .align 4 .b8 depot[4];", "line 7: '.local'"},
      {"call f;", "line 7: 'call'"},
  };
  for (const auto& one : wrong) {
    const std::string text =
        head + ".visible .entry k()\n{\n.reg .b32 %r<4>;\n" + one.body + "\nret;\n}\n";
    Module module = nullptr;
    char log[200] = "";
    int names[] = {5, 6};
    void* values[] = {log, reinterpret_cast<void*>(sizeof log)};
    EQUAL(cuModuleLoadDataEx(&module, text.c_str(), 2, names, values), 218);
    const std::string found = emulator_reports();
    if (found.find(one.told) == std::string::npos) fail(__FILE__, __LINE__, one.body + found);
    if (found.find(log) == std::string::npos || !*log) fail(__FILE__, __LINE__, log);
  }
}

}  // namespace

int main(int arguments, char** names) {
  const Test tests[] = {
      {"integers", integers},
      {"bits", bits},
      {"unknown", unknown},
  };
  return run_tests(tests, arguments, names);
}
