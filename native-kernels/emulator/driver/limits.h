// What the device can do: that of a small GPU of compute capability 8.6.
#pragma once

namespace emulator {

constexpr int COMPUTE_CAPABILITY = 86;
constexpr int MOST_PTX_VERSION = 85;  // of the driver of CUDA 12.6
constexpr int MOST_THREADS = 1024;    // of a block
constexpr int MOST_THREADS_Z = 64;
constexpr int MOST_BLOCKS_X = 2147483647;
constexpr int MOST_BLOCKS_YZ = 65535;
constexpr int SHARED_BYTES = 49152;   // of a block
constexpr int SHARED_BYTES_OPT_IN = 101376;
constexpr int THREADS_PER_MULTIPROCESSOR = 1536;
constexpr int MULTIPROCESSORS = 8;

}  // namespace emulator
