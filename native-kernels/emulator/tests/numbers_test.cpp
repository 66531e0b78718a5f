// Instructions on floating-point numbers, comparisons and conversions, by the PTX ISA.

#include <cmath>
#include <limits>

#include "instructions.h"

namespace {

const float NAN_F = std::numeric_limits<float>::quiet_NaN();
const float INF = std::numeric_limits<float>::infinity();
const float TINY = 1e-40f;  // subnormal

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

}  // namespace

int main(int arguments, char** names) {
  const Test tests[] = {
      {"floats", floats},
      {"comparisons", comparisons},
      {"conversions", conversions},
  };
  return run_tests(tests, arguments, names);
}
