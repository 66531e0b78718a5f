// Texts of findings within kernels.

#include "execution/report.h"

#include "core/device.h"
#include "core/findings.h"
#include "core/status.h"

namespace emulator {
namespace {

const char* name(const Block& block) { return block.launch.program.name.c_str(); }

uint32_t line_of(const Block& block, uint32_t place) {
  return place == NOWHERE ? 0 : block.launch.program.code[place].line;
}

}  // namespace

std::string place(const Warp& warp, const Instruction& instruction, unsigned lane) {
  const Block& block = warp.block;
  const Dimensions& threads = block.launch.threads;
  const unsigned thread = warp.index * LANES + lane;
  return format("kernel %s, block (%u,%u,%u), thread (%u,%u,%u), PTX line %u", name(block),
                block.index.x, block.index.y, block.index.z, thread % threads.x,
                thread / threads.x % threads.y, thread / threads.x / threads.y, instruction.line);
}

void fail(int status, const char* kind, const std::string& text) {
  report(kind, text);
  throw Fault{status};
}

void report_timeout(const Warp& warp, const Instruction& instruction) {
  fail(LAUNCH_TIMEOUT, kind::TIMEOUT,
       place(warp, instruction, 0) + ": too many steps; the kernel seems to run for ever");
}

void report_not_named(const Warp& warp, const Instruction& instruction, unsigned lane,
                      Mask named) {
  fail(LAUNCH_FAILED, kind::WARP,
       place(warp, instruction, lane) +
           format(": lane %u is not in its own mask %08x", lane, named));
}

void report_divergence(const Block& block, uint32_t one, uint32_t other) {
  fail(LAUNCH_FAILED, kind::BARRIER,
       format("kernel %s, block %u: threads wait at different barriers, PTX lines %u and %u",
              name(block), block.number, line_of(block, one), line_of(block, other)));
}

void report_deadlock(const Block& block, uint64_t waiting, uint64_t live) {
  fail(LAUNCH_FAILED, kind::BARRIER,
       format("kernel %s, block %u: %llu of %llu threads wait at a barrier, the others in an "
              "operation of their warp",
              name(block), block.number, static_cast<unsigned long long>(waiting),
              static_cast<unsigned long long>(live)));
}

void report_returned(const Block& block, uint32_t place, uint64_t live) {
  const uint32_t line = line_of(block, place);
  report_once(block.launch, kind::BARRIER, line, 0,
              format("kernel %s, block %u: the barrier of PTX line %u is reached by %llu threads "
                     "of %llu, the others have returned",
                     name(block), block.number, line, static_cast<unsigned long long>(live),
                     static_cast<unsigned long long>(block.launch.threads.count())));
}

void report_once(Launch& launch, const char* kind, uint32_t line, uint32_t other,
                 const std::string& text) {
  if (launch.reported.insert({kind, line, other}).second) report(kind, text);
}

}  // namespace emulator
