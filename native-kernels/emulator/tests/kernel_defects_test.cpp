// Planted defects in kernels and launches: each must be found, as what it is; its correct twin must
// find nothing.

#include "defects.h"

namespace {

constexpr int INVALID_VALUE = 1, ILLEGAL_ADDRESS = 700, LAUNCH_TIMEOUT = 702,
              MISALIGNED_ADDRESS = 716, LAUNCH_FAILED = 719;

// A launch that goes through, but is not clean.
#define LAUNCH_FINDS(KIND, ...)        \
  EQUAL(launch(__VA_ARGS__), OK);      \
  EQUAL(cuCtxSynchronize(), OK);       \
  FOUND(KIND)

#define LAUNCH_CLEAN(...)              \
  EQUAL(launch(__VA_ARGS__), OK);      \
  EQUAL(cuCtxSynchronize(), OK);       \
  CLEAN()

// A launch after which the device is of no use any more, until the error is cleared.
#define LAUNCH_FAULTS(STATUS, KIND, ...)      \
  EQUAL(launch(__VA_ARGS__), STATUS);         \
  EQUAL(cuCtxSynchronize(), STATUS);          \
  EQUAL(cuMemsetD32_v2(0, 0, 0), STATUS);     \
  FOUND(KIND);                                \
  emulator_clear_error();                     \
  EQUAL(cuCtxSynchronize(), OK)

void shared_race() {
  start_races();
  const DevicePointer x = ones(256), total = ones(1);
  LAUNCH_FINDS("race", defect("sum_without_barrier"), 1, 256, 1024, x, total, 256);
  LAUNCH_CLEAN(defect("sum"), 1, 256, 1024, x, total, 256);
  EQUAL(download<float>(total, 1)[0], 256.0f);
  CHECK(emulator_counter("races") > 0);
}

void race_in_a_warp() {
  start_races();
  const DevicePointer x = ones(32);
  LAUNCH_FINDS("race", defect("rotate_warp_without_barrier"), 1, 32, 0, x);
  LAUNCH_CLEAN(defect("rotate_warp"), 1, 32, 0, x);
  LAUNCH_FINDS("race", defect("rotate_halves"), 1, 32, 0, x);
  LAUNCH_CLEAN(defect("rotate_within_halves"), 1, 32, 0, x);
}

void race_between_blocks() {
  start_races();
  const DevicePointer total = upload(std::vector<float>{0});
  LAUNCH_FINDS("race", defect("blocks_store"), 4, 32, 0, total);
  LAUNCH_CLEAN(defect("blocks_store"), 1, 32, 0, total);
  LAUNCH_CLEAN(defect("blocks_add"), 4, 32, 0, total);
  EQUAL(download<float>(total, 1)[0], 5.0f);
}

void race_in_a_block() {
  start_races();
  const DevicePointer x = ones(64);
  LAUNCH_FINDS("race", defect("shift_without_barrier"), 1, 64, 0, x, 64);
  LAUNCH_CLEAN(defect("shift"), 1, 64, 0, x, 64);
}

void out_of_bounds() {
  start_device();
  const DevicePointer x = ones(1000), bytes = allocate(7);
  LAUNCH_CLEAN(defect("scale"), 8, 128, 0, x, 2.0f, 1000);
  LAUNCH_FAULTS(ILLEGAL_ADDRESS, "out of bounds", defect("scale_without_bound"), 8, 128, 0, x,
                2.0f, 1000);
  LAUNCH_CLEAN(defect("put_byte"), 1, 1, 0, bytes, 6);
  LAUNCH_FAULTS(ILLEGAL_ADDRESS, "out of bounds", defect("put_byte"), 1, 1, 0, bytes, 7);
  LAUNCH_FAULTS(ILLEGAL_ADDRESS, "out of bounds", defect("put_byte"), 1, 1, 0, bytes, 5000);
  LAUNCH_FAULTS(ILLEGAL_ADDRESS, "bad pointer", defect("put_byte"), 1, 1, 0, DevicePointer{16},
                0);
}

void out_of_shared_bounds() {
  start_device();
  const DevicePointer out = allocate(4);
  LAUNCH_CLEAN(defect("put_shared"), 1, 1, 16, 3, out);
  LAUNCH_FAULTS(ILLEGAL_ADDRESS, "out of bounds", defect("put_shared"), 1, 1, 16, 4, out);
}

void misaligned() {
  start_device();
  const DevicePointer x = ones(8), y = allocate(4);
  LAUNCH_CLEAN(defect("read_four"), 1, 1, 0, x, 4, y);
  LAUNCH_FAULTS(MISALIGNED_ADDRESS, "misaligned", defect("read_four"), 1, 1, 0, x, 1, y);
}

void use_after_free() {
  start_device();
  const DevicePointer x = ones(32);
  LAUNCH_CLEAN(defect("scale"), 1, 32, 0, x, 2.0f, 32);
  EQUAL(cuMemFree_v2(x), OK);
  LAUNCH_FAULTS(ILLEGAL_ADDRESS, "use after free", defect("scale"), 1, 32, 0, x, 2.0f, 32);
  std::vector<float> host(32);
  EQUAL(cuMemcpyDtoH_v2(host.data(), x, 128), INVALID_VALUE);
  FOUND("use after free");
}

void uninitialized_memory() {
  start_device();
  const DevicePointer x = allocate(512), out = allocate(4);
  EQUAL(cuMemsetD32_v2(x, 0, 127), OK);
  LAUNCH_CLEAN(defect("scale"), 4, 32, 0, x, 2.0f, 127);
  LAUNCH_FINDS("uninitialized read", defect("scale"), 4, 32, 0, x, 2.0f, 128);
  LAUNCH_FINDS("uninitialized read", defect("get_shared"), 1, 1, 16, 2, 3, out);
  LAUNCH_CLEAN(defect("get_shared"), 1, 1, 16, 2, 2, out);
  EQUAL(emulator_counter("uninitialized_reads"), 2);
  const DevicePointer never = allocate(8);
  EQUAL(cuMemcpyDtoD_v2(out, never, 4), OK);
  CLEAN();
  float host;
  EQUAL(cuMemcpyDtoH_v2(&host, out, 4), OK);
  FOUND("uninitialized read");
}

int launch_with_buffer(size_t bytes) {
  struct {
    DevicePointer x;
    float factor;
    int n;
    char more[8];
  } parameters{ones(32), 2.0f, 32, {}};
  void* extra[] = {reinterpret_cast<void*>(1), &parameters, reinterpret_cast<void*>(2), &bytes,
                   nullptr};
  return cuLaunchKernel(defect("scale"), 1, 1, 1, 32, 1, 1, 0, nullptr, nullptr, extra);
}

void wrong_parameter_buffer() {
  start_device();
  EQUAL(launch_with_buffer(16), OK);
  CLEAN();
  for (const size_t bytes : {12, 20}) {
    EQUAL(launch_with_buffer(bytes), INVALID_VALUE);
    FOUND("launch");
  }
}

void too_much_shared_memory() {
  start_device();
  const DevicePointer out = allocate(4);
  const Function put = defect("put_shared");
  LAUNCH_CLEAN(put, 1, 1, 49152, 5, out);
  EQUAL(launch(put, 1, 1, 49156, 5, out), INVALID_VALUE);
  FOUND("launch");
  EQUAL(cuFuncSetAttribute(put, 8, 65536), OK);
  LAUNCH_CLEAN(put, 1, 1, 65536, 16383, out);
}

void bad_shape() {
  start_device();
  const DevicePointer x = ones(4);
  const Function scale = defect("scale");
  for (const unsigned threads : {0u, 1025u}) {
    EQUAL(launch(scale, 1, threads, 0, x, 2.0f, 4), INVALID_VALUE);
    FOUND("launch");
  }
  EQUAL(launch(scale, 0, 32, 0, x, 2.0f, 4), INVALID_VALUE);
  FOUND("launch");
  LAUNCH_CLEAN(scale, 1, 1024, 0, x, 2.0f, 4);
}

void divergent_barrier() {
  start_device();
  const DevicePointer x = ones(64);
  LAUNCH_FAULTS(LAUNCH_FAILED, "divergent barrier", defect("wait_for_each_other"), 1, 32, 0, x);
  LAUNCH_FAULTS(LAUNCH_FAILED, "divergent barrier", defect("two_barriers"), 1, 64, 0, x, 32);
  LAUNCH_CLEAN(defect("two_barriers"), 1, 64, 0, x, 64);
  LAUNCH_FINDS("divergent barrier", defect("barrier_after_return"), 1, 64, 0, x, 60);
  LAUNCH_CLEAN(defect("barrier_after_return"), 1, 64, 0, x, 64);
}

void bad_shuffles() {
  start_device();
  const DevicePointer x = ones(32), total = allocate(4);
  LAUNCH_FINDS("warp", defect("sum_warp"), 1, 20, 0, x, total);
  LAUNCH_CLEAN(defect("sum_warp"), 1, 32, 0, x, total);
  EQUAL(download<float>(total, 1)[0], 32.0f);
  LAUNCH_FAULTS(LAUNCH_FAILED, "warp", defect("shuffle_for_others"), 1, 32, 0, x);
  LAUNCH_CLEAN(defect("shuffle_for_others"), 1, 16, 0, x);
}

void endless_kernel() {
  start_device();
  const DevicePointer stop = upload(std::vector<int>{1}), go_on = upload(std::vector<int>{0});
  LAUNCH_CLEAN(defect("run_for_ever"), 1, 1, 0, stop);
  LAUNCH_FAULTS(LAUNCH_TIMEOUT, "timeout", defect("run_for_ever"), 1, 1, 0, go_on);
}

void trap() {
  start_device();
  LAUNCH_CLEAN(defect("stop_at_trap"), 1, 32, 0, 0);
  LAUNCH_FAULTS(LAUNCH_FAILED, "trap", defect("stop_at_trap"), 1, 32, 0, 1);
}

}  // namespace

int main(int arguments, char** names) {
  const Test tests[] = {
      {"shared_race", shared_race},
      {"race_in_a_warp", race_in_a_warp},
      {"race_between_blocks", race_between_blocks},
      {"race_in_a_block", race_in_a_block},
      {"out_of_bounds", out_of_bounds},
      {"out_of_shared_bounds", out_of_shared_bounds},
      {"misaligned", misaligned},
      {"use_after_free", use_after_free},
      {"uninitialized_memory", uninitialized_memory},
      {"wrong_parameter_buffer", wrong_parameter_buffer},
      {"too_much_shared_memory", too_much_shared_memory},
      {"bad_shape", bad_shape},
      {"divergent_barrier", divergent_barrier},
      {"bad_shuffles", bad_shuffles},
      {"endless_kernel", endless_kernel},
      {"trap", trap},
  };
  return run_tests(tests, arguments, names);
}
