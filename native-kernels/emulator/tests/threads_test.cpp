// How threads run: parting and meeting, barriers, warps, atomic operations, under every schedule.

#include <cmath>
#include <cstdint>
#include <numeric>

#include "device.h"

namespace {

const char* const SCHEDULES[] = {"eager", "lazy", "reverse", "random:1", "random:2"};

// Runs a test under every schedule, with races looked for and without.
void each_schedule(void (*test)(Module)) {
  const std::string text = read_text(TESTS "/threads.ptx");
  for (const char* races : {"on", "off"}) {
    for (const char* schedule : SCHEDULES) {
      start_device();
      EQUAL(emulator_configure("races", races), 0);
      EQUAL(emulator_configure("schedule", schedule), 0);
      test(load(text));
      EQUAL(cuCtxSynchronize(), OK);
      CLEAN();
    }
  }
}

int collatz_steps(int x) {
  int count = 0;
  for (; x != 1; count++) x = x % 2 ? 3 * x + 1 : x / 2;
  return count;
}

void divergence() {
  each_schedule([](Module module) {
    std::vector<int> start(203);
    std::iota(start.begin(), start.end(), 1);
    const DevicePointer from = upload(start), to = allocate(start.size() * sizeof(int));
    EQUAL(launch(function(module, "collatz"), 3, 50, 0, from, to, 203), OK);
    const auto steps = download<int>(to, start.size());
    for (size_t i = 0; i < steps.size(); i++) EQUAL(steps[i], collatz_steps(start[i]));
  });
}

void sums() {
  each_schedule([](Module module) {
    std::vector<float> x(1000);
    std::iota(x.begin(), x.end(), 1.0f);
    const DevicePointer from = upload(x), total = upload(std::vector<double>{0});
    EQUAL(launch(function(module, "sum_all"), 3, 128, 0, from, total, 1000), OK);
    EQUAL(download<double>(total, 1)[0], 500500.0);
  });
}

void check_exchange(const std::vector<int>& out) {
  const int up[] = {0, 1, 2, 0, 1, 2, 3, 4}, down[] = {3, 4, 5, 6, 7, 5, 6, 7};
  for (int t = 0; t < 32; t++) {
    const int* own = &out[static_cast<size_t>(t) * 10];
    const int segment = t & ~7;
    EQUAL(own[0], segment + up[t % 8]);
    EQUAL(own[1], segment + down[t % 8]);
    EQUAL(own[2], (t & ~15) + ((t & 15) ^ 5));
    EQUAL(own[3], segment + 1);
    EQUAL(own[4], 0x49249249);
    EQUAL(own[5], 1);
    EQUAL(own[6], t < 8 ? 7 - t : 8 + (t + 1) % 24);
    CHECK(own[7] >> t & 1);
    EQUAL(own[8], 16);
    EQUAL(own[9], 24 + up[7]);
  }
}

void warps() {
  each_schedule([](Module module) {
    const DevicePointer out = allocate(320 * sizeof(int));
    EQUAL(launch(function(module, "exchange"), 1, 32, 0, out), OK);
    check_exchange(download<int>(out, 320));
  });
}

void atomics() {
  each_schedule([](Module module) {
    const DevicePointer out = upload(std::vector<int>(7, 0)), sum = upload(std::vector<float>{1});
    EQUAL(launch(function(module, "atomics"), 3, 67, 0, out, sum), OK);
    const std::vector<int> wanted{200, -200, -1, 1, 200 * 201 / 2, 77, 200};
    EQUAL(download<int>(out, 7) == wanted, true);
    EQUAL(download<float>(sum, 1)[0], 1 + 0.5f * 201);
  });
}

void mixed() {
  each_schedule([](Module module) {
    struct {
      DevicePointer from;
      float factor[3];
      unsigned char tag;
    } pair{upload(std::vector<float>{1, 2, 3, 4, 5, 6, 7, 8}), {0, 10, 0}, 3};
    const DevicePointer out = allocate(40);
    const DevicePointer bytes = upload(std::vector<unsigned char>{0, 1, 2, 3, 4, 100, 101, 102});
    const DevicePointer shorts = upload(std::vector<short>{0, 1, -2, 3, 4, 5, 6, 7});
    EQUAL(launch(function(module, "mixed"), 1, 8, 0, pair, out, bytes, shorts), OK);
    const std::vector<float> wanted{-10, 50, -10, 180, -10, 150, -10, 360, 3, 7};
    EQUAL(download<float>(out, 10) == wanted, true);
    EQUAL(download<unsigned char>(bytes, 8)[5], 300 % 256);
    EQUAL(download<short>(shorts, 8)[2], 6);
    DevicePointer counter = 0;
    size_t size = 0;
    EQUAL(cuModuleGetGlobal_v2(&counter, &size, module, "counter"), OK);
    EQUAL(size, 4u);
    EQUAL(download<int>(counter, 1)[0], 5 + 8 * 3);
  });
}

void scatter() {
  each_schedule([](Module module) {
    std::vector<float> x(128);
    std::iota(x.begin(), x.end(), 2.0f);
    const DevicePointer from = upload(x), to = allocate(x.size() * sizeof(float));
    for (const int by : {1, 3, 127}) {
      EQUAL(launch(function(module, "scatter"), 2, 64, 0, from, to, by), OK);
      const auto got = download<float>(to, x.size());
      for (size_t i = 0; i < x.size(); i++) {
        EQUAL(got[i * static_cast<size_t>(by) % 128], x[i] + x[127 - i] * x[0]);
      }
    }
  });
}

void check_close(float got, double wanted) {
  if (std::fabs(got - wanted) <= 2e-6 * std::fabs(wanted) + 1e-7) return;
  fail(__FILE__, __LINE__, "got " + std::to_string(got) + ", not " + std::to_string(wanted));
}

void functions() {
  start_device();
  std::vector<float> x(12 * 10);
  for (size_t i = 0; i < x.size(); i++) x[i] = 0.03f * static_cast<float>(i + 1);
  const DevicePointer from = upload(x), to = allocate(x.size() * 6 * sizeof(float));
  int columns = 12;
  DevicePointer in = from, out = to;
  void* parameters[] = {&in, &out, &columns};
  EQUAL(cuLaunchKernel(function(load(read_text(TESTS "/threads.ptx")), "functions"), 3, 2, 1, 4, 5,
                       1, 0, nullptr, parameters, nullptr),
        OK);
  const auto got = download<float>(to, x.size() * 6);
  for (size_t i = 0; i < x.size(); i++) {
    const double v = x[i];
    const double wanted[] = {std::exp(v),  std::log(v),      std::sqrt(v) / (1 + v),
                             std::tanh(v), std::pow(v, 1.5), std::exp(v) * std::log(v)};
    for (size_t k = 0; k < 6; k++) check_close(got[i * 6 + k], wanted[k]);
  }
  CLEAN();
}

}  // namespace

int main(int arguments, char** names) {
  const Test tests[] = {{"divergence", divergence}, {"sums", sums},   {"warps", warps},
                        {"atomics", atomics},       {"mixed", mixed}, {"scatter", scatter},
                        {"functions", functions}};
  return run_tests(tests, arguments, names);
}
