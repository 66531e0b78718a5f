// What every kernel shares: its declaration and its place in the grid.
//
// All kernels loop over their work in strides of the grid, so any grid of fewer than 2³¹ threads
// gives the right values; the block is the one that __launch_bounds__ names, which PTX repeats as
// .maxntid. Sizes fit an int, indices are 64 bits wide so that a stride past the end does not wrap
// around. Loops whose stride is the grid are not unrolled: that takes a division in each thread.

#pragma once

#define KERNEL(threads) extern "C" __global__ void __launch_bounds__(threads)
#define DEVICE __device__ __forceinline__

constexpr int WARP = 32;

// Number of this thread in the grid.
DEVICE int grid_thread() { return static_cast<int>(blockIdx.x * blockDim.x + threadIdx.x); }

// Number of threads in the grid.
DEVICE int grid_threads() { return static_cast<int>(gridDim.x * blockDim.x); }
