// Single instructions: what each gives for given operands, by the PTX ISA, on all lanes of a warp
// and on some.

#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

#include "device.h"

namespace {

// A statement on registers %h, %r and %d of 16, 32 and 64 bits and predicates %p: 0 is the result,
// 1 to 3 hold the operands' lower bits.
struct Case {
  std::string statement;
  uint64_t a, b, c, expected;
};

uint64_t f(float value) {
  uint32_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  return bits;
}

uint64_t d(double value) {
  uint64_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  return bits;
}

uint64_t i(int value) { return static_cast<uint32_t>(value); }

const float NAN_F = std::numeric_limits<float>::quiet_NaN();
const float INF = std::numeric_limits<float>::infinity();
const float TINY = 1e-40f;  // subnormal

// "%p0" where the result is a predicate, else the register's letter.
char result_of(const std::string& statement) { return statement[statement.find("%") + 1]; }

std::string kernel(const Case& test, size_t number) {
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

void run(const std::vector<Case>& cases) {
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

void floats() {
  run({
      {"add.f32 %r0, %r1, %r2", f(1.5f), f(2.25f), 0, f(3.75f)},
      {"sub.rn.f32 %r0, %r1, %r2", f(1.5f), f(2.25f), 0, f(-0.75f)},
      {"mul.f32 %r0, %r1, %r2", f(1.1f), f(1.1f), 0, f(1.1f * 1.1f)},
      {"mul.ftz.f32 %r0, %r1, %r2", f(TINY), f(1e10f), 0, f(0)},
      {"mul.f32 %r0, %r1, %r2", f(TINY), f(1e10f), 0, f(TINY * 1e10f)},
      {"mul.ftz.f32 %r0, %r1, %r2", f(-1e-30f), f(1e-10f), 0, f(-0.0f)},
      {"add.sat.f32 %r0, %r1, %r2", f(1.5f), f(2.25f), 0, f(1)},
      {"add.sat.f32 %r0, %r1, %r2", f(1.5f), f(-2.25f), 0, f(0)},
      {"add.f32 %r0, %r1, 0f3F800000", f(1.5f), 0, 0, f(2.5f)},
      {"fma.rn.f32 %r0, %r1, %r2, %r3", f(1 + 0x1p-12f), f(1 - 0x1p-12f), f(-1), f(-0x1p-24f)},
      {"fma.rn.f64 %d0, %d1, %d2, %d3", d(1 + 0x1p-30), d(1 - 0x1p-30), d(-1), d(-0x1p-60)},
      {"fma.rm.f32 %r0, %r1, %r2, %r3", f(1), f(-0x1p-30f), f(1), f(std::nextafter(1.0f, 0.0f))},
      {"add.rz.f32 %r0, %r1, %r2", f(-1), f(0x1p-30f), 0, f(-std::nextafter(1.0f, 0.0f))},
      {"add.rp.f32 %r0, %r1, %r2", f(1), f(0x1p-30f), 0, f(std::nextafter(1.0f, 2.0f))},
      {"add.rm.f64 %d0, %d1, %d2", d(1), d(-0x1p-80), 0, d(std::nextafter(1.0, 0.0))},
      {"div.rn.f32 %r0, %r1, %r2", f(1), f(3), 0, f(1.0f / 3)},
      {"div.rp.f32 %r0, %r1, %r2", f(1), f(3), 0, 0x3eaaaaab},
      {"div.rz.f32 %r0, %r1, %r2", f(1), f(3), 0, 0x3eaaaaaa},
      {"div.rn.f64 %d0, %d1, %d2", d(1), d(3), 0, d(1.0 / 3)},
      {"min.f32 %r0, %r1, %r2", f(NAN_F), f(2), 0, f(2)},
      {"max.f32 %r0, %r1, %r2", f(2), f(NAN_F), 0, f(2)},
      {"min.f32 %r0, %r1, %r2", f(0.0f), f(-0.0f), 0, f(-0.0f)},
      {"max.f32 %r0, %r1, %r2", f(-0.0f), f(0.0f), 0, f(0.0f)},
      {"max.f64 %d0, %d1, %d2", d(-3), d(-4), 0, d(-3)},
      {"neg.f32 %r0, %r1", f(0.0f), 0, 0, f(-0.0f)},
      {"abs.f64 %d0, %d1", d(-2.5), 0, 0, d(2.5)},
      {"copysign.f32 %r0, %r1, %r2", f(-1), f(3), 0, f(-3)},
      {"sqrt.rn.f32 %r0, %r1", f(2), 0, 0, f(std::sqrt(2.0f))},
      {"sqrt.rn.f64 %d0, %d1", d(2), 0, 0, d(std::sqrt(2.0))},
      {"rcp.rn.f32 %r0, %r1", f(3), 0, 0, f(1.0f / 3)},
      {"rcp.approx.ftz.f32 %r0, %r1", f(TINY), 0, 0, f(INF)},
      {"rsqrt.approx.f32 %r0, %r1", f(4), 0, 0, f(0.5f)},
      {"ex2.approx.ftz.f32 %r0, %r1", f(3), 0, 0, f(8)},
      {"ex2.approx.ftz.f32 %r0, %r1", f(-INF), 0, 0, f(0)},
      {"lg2.approx.f32 %r0, %r1", f(8), 0, 0, f(3)},
      {"sin.approx.f32 %r0, %r1", f(1), 0, 0, f(static_cast<float>(std::sin(1.0)))},
      {"cos.approx.f32 %r0, %r1", f(1), 0, 0, f(static_cast<float>(std::cos(1.0)))},
      {"tanh.approx.f32 %r0, %r1", f(1), 0, 0, f(static_cast<float>(std::tanh(1.0)))},
  });
}

void comparisons() {
  run({
      {"setp.lt.s32 %p0, %r1, %r2", i(-1), i(1), 0, 1},
      {"setp.lt.u32 %p0, %r1, %r2", i(-1), i(1), 0, 0},
      {"setp.hs.u32 %p0, %r1, %r2", i(-1), i(1), 0, 1},
      {"setp.lo.u64 %p0, %d1, %d2", 1, 2, 0, 1},
      {"setp.ge.s64 %p0, %d1, %d2", 2, 2, 0, 1},
      {"setp.ne.s16 %p0, %h1, %h2", 2, 0x10002, 0, 0},
      {"setp.eq.f32 %p0, %r1, %r2", f(NAN_F), f(NAN_F), 0, 0},
      {"setp.equ.f32 %p0, %r1, %r2", f(NAN_F), f(1), 0, 1},
      {"setp.ne.f32 %p0, %r1, %r2", f(NAN_F), f(1), 0, 0},
      {"setp.neu.f32 %p0, %r1, %r2", f(NAN_F), f(1), 0, 1},
      {"setp.gt.f32 %p0, %r1, %r2", f(2), f(1), 0, 1},
      {"setp.leu.f32 %p0, %r1, %r2", f(2), f(1), 0, 0},
      {"setp.gtu.f64 %p0, %d1, %d2", d(std::nan("")), d(1), 0, 1},
      {"setp.num.f32 %p0, %r1, %r2", f(1), f(2), 0, 1},
      {"setp.nan.f32 %p0, %r1, %r2", f(1), f(NAN_F), 0, 1},
      {"setp.eq.ftz.f32 %p0, %r1, %r2", f(TINY), f(0), 0, 1},
      {"setp.lt.and.s32 %p0, %r1, %r2, %p3", 1, 2, 0, 0},
      {"setp.lt.or.s32 %p0, %r1, %r2, !%p3", 2, 1, 0, 1},
      {"setp.lt.xor.s32 %p0, %r1, %r2, %p3", 1, 2, 1, 0},
      {"setp.lt.s32 %p0|%p1, %r1, %r2", 1, 2, 0, 1},
      {"setp.lt.s32 %p2|%p0, %r1, %r2; not.pred %p0, %p2", 1, 2, 0, 0},
      {"selp.b32 %r0, %r1, %r2, %p3", 5, 6, 1, 5},
      {"selp.f64 %d0, %d1, %d2, %p3", d(5), d(6), 0, d(6)},
      {"mov.u32 %r0, 7; @%p1 mov.u32 %r0, 8", 1, 0, 0, 8},
      {"mov.u32 %r0, 7; @!%p1 mov.u32 %r0, 8", 1, 0, 0, 7},
  });
}

void conversions() {
  run({
      {"cvt.s64.s32 %d0, %r1", i(-5), 0, 0, static_cast<uint64_t>(-5)},
      {"cvt.u64.u32 %d0, %r1", i(-5), 0, 0, 0xfffffffb},
      {"cvt.u32.u64 %r0, %d1", 0x123456789abcdef0, 0, 0, 0x9abcdef0},
      {"cvt.s32.s8 %r0, %r1", 0x1ff, 0, 0, i(-1)},
      {"cvt.u32.u8 %r0, %r1", 0x1ff, 0, 0, 0xff},
      {"cvt.s16.s8 %h0, %r1", 0x80, 0, 0, 0xff80},
      {"cvt.u8.u32 %r0, %r1", 0x1234, 0, 0, 0x34},
      {"cvt.sat.s8.s32 %r0, %r1", i(1000), 0, 0, 127},
      {"cvt.sat.s8.s32 %r0, %r1", i(-1000), 0, 0, i(-128)},
      {"cvt.sat.u8.s32 %r0, %r1", i(-1), 0, 0, 0},
      {"cvt.sat.u16.u32 %h0, %r1", 70000, 0, 0, 0xffff},
      {"cvt.rn.f32.s32 %r0, %r1", i(16777217), 0, 0, f(16777216)},
      {"cvt.rp.f32.s32 %r0, %r1", i(16777217), 0, 0, f(16777218)},
      {"cvt.rz.f32.u32 %r0, %r1", 0xffffffff, 0, 0, f(4294967040.0f)},
      {"cvt.rn.f32.u64 %r0, %d1", 1ull << 63, 0, 0, f(0x1p63f)},
      {"cvt.rn.f64.s64 %d0, %d1", ~0ull, 0, 0, d(-1)},
      {"cvt.rzi.s32.f32 %r0, %r1", f(-1.75f), 0, 0, i(-1)},
      {"cvt.rni.s32.f32 %r0, %r1", f(2.5f), 0, 0, 2},
      {"cvt.rmi.s32.f32 %r0, %r1", f(-1.25f), 0, 0, i(-2)},
      {"cvt.rpi.s32.f32 %r0, %r1", f(1.25f), 0, 0, 2},
      {"cvt.rzi.s32.f32 %r0, %r1", f(1e20f), 0, 0, 0x7fffffff},
      {"cvt.rzi.s32.f32 %r0, %r1", f(-1e20f), 0, 0, 0x80000000},
      {"cvt.rzi.s32.f32 %r0, %r1", f(NAN_F), 0, 0, 0},
      {"cvt.rzi.u32.f32 %r0, %r1", f(-3), 0, 0, 0},
      {"cvt.rzi.u32.f32 %r0, %r1", f(4294967040.0f), 0, 0, 0xffffff00},
      {"cvt.rzi.s64.f64 %d0, %d1", d(-1e300), 0, 0, 1ull << 63},
      {"cvt.rzi.u64.f64 %d0, %d1", d(1e19), 0, 0, 10000000000000000000ull},
      {"cvt.rzi.s64.f32 %d0, %r1", f(NAN_F), 0, 0, 1ull << 63},
      {"cvt.rzi.u16.f32 %h0, %r1", f(70000), 0, 0, 0xffff},
      {"cvt.rn.f32.f64 %r0, %d1", d(0.1), 0, 0, f(0.1f)},
      {"cvt.rz.f32.f64 %r0, %d1", d(0.1), 0, 0, 0x3dcccccc},
      {"cvt.f64.f32 %d0, %r1", f(0.1f), 0, 0, d(static_cast<double>(0.1f))},
      {"cvt.rni.f32.f32 %r0, %r1", f(3.5f), 0, 0, f(4)},
      {"cvt.rmi.f64.f64 %d0, %d1", d(-3.5), 0, 0, d(-4)},
      {"cvt.rzi.f32.f32 %r0, %r1", f(-3.5f), 0, 0, f(-3)},
      {"cvt.sat.f32.f32 %r0, %r1", f(NAN_F), 0, 0, f(0)},
      {"cvt.sat.f32.f32 %r0, %r1", f(7), 0, 0, f(1)},
      {"mov.b64 %d0, {%r1, %r2}", 1, 2, 0, 2ull << 32 | 1},
      {"mov.b64 {%r4, %r0}, %d1; mov.b32 %r0, %r0", 0x1234567800000001, 0, 0, 0x12345678},
      {"mov.b32 %r0, {%h1, %h2}", 0x1111, 0x2222, 0, 0x22221111},
      {"mov.b64 %d1, {%r2, %r1}; mov.b64 %d0, %d1", 1, 2, 0, 1ull << 32 | 2},
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
  const Test tests[] = {{"integers", integers},       {"bits", bits},
                        {"floats", floats},           {"comparisons", comparisons},
                        {"conversions", conversions}, {"unknown", unknown}};
  return run_tests(tests, arguments, names);
}
