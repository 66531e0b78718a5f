// Kernels with a defect each, which the emulated device must find, and beside them correct twins.
// defects.ptx is made from this by
//   nvcc -ptx -arch=compute_75 defects.cu -o - | sed 's/^\.version .*/.version 7.5/' > defects.ptx

template <bool BARRIER>
__device__ __forceinline__ void sum_block(const float* x, float* total, int n, float* shared) {
  const int t = threadIdx.x;
  shared[t] = t < n ? x[t] : 0.0f;
  __syncthreads();
  for (int half = blockDim.x / 2; half > 0; half /= 2) {
    if (t < half) shared[t] += shared[t + half];
    if (BARRIER) __syncthreads();
  }
  if (t == 0) *total = shared[0];
}

extern "C" __global__ void sum(const float* x, float* total, int n) {
  extern __shared__ float shared[];
  sum_block<true>(x, total, n, shared);
}

extern "C" __global__ void sum_without_barrier(const float* x, float* total, int n) {
  extern __shared__ float shared[];
  sum_block<false>(x, total, n, shared);
}

// Each thread takes what its neighbour in the warp wrote.
extern "C" __global__ void rotate_warp(float* x) {
  __shared__ float shared[32];
  shared[threadIdx.x] = x[threadIdx.x];
  __syncwarp();
  x[threadIdx.x] = shared[(threadIdx.x + 1) % 32];
}

extern "C" __global__ void rotate_warp_without_barrier(float* x) {
  __shared__ float shared[32];
  volatile float* own = shared;
  own[threadIdx.x] = x[threadIdx.x];
  x[threadIdx.x] = own[(threadIdx.x + 1) % 32];
}

// A barrier of one half of the warp does not order the other half.
extern "C" __global__ void rotate_halves(float* x) {
  __shared__ float shared[32];
  volatile float* own = shared;
  own[threadIdx.x] = x[threadIdx.x];
  if (threadIdx.x < 16) __syncwarp(0x0000ffff);
  else __syncwarp(0xffff0000);
  x[threadIdx.x] = own[(threadIdx.x + 1) % 32];
}

extern "C" __global__ void rotate_within_halves(float* x) {
  __shared__ float shared[32];
  volatile float* own = shared;
  own[threadIdx.x] = x[threadIdx.x];
  if (threadIdx.x < 16) __syncwarp(0x0000ffff);
  else __syncwarp(0xffff0000);
  x[threadIdx.x] = own[(threadIdx.x & 16) + (threadIdx.x + 1) % 16];
}

// Every block stores to one word, or adds to it.
extern "C" __global__ void blocks_store(float* total) {
  if (threadIdx.x == 0) *total = 1.0f;
}

extern "C" __global__ void blocks_add(float* total) {
  if (threadIdx.x == 0) atomicAdd(total, 1.0f);
}

// Threads of a block read what others write.
extern "C" __global__ void shift(float* x, int n) {
  const int i = threadIdx.x;
  const float next = i + 1 < n ? x[i + 1] : 0.0f;
  __syncthreads();
  if (i < n) x[i] = next;
}

extern "C" __global__ void shift_without_barrier(float* x, int n) {
  const int i = threadIdx.x;
  const float next = i + 1 < n ? x[i + 1] : 0.0f;
  if (i < n) x[i] = next;
}

extern "C" __global__ void scale(float* x, float factor, int n) {
  const int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) x[i] *= factor;
}

extern "C" __global__ void scale_without_bound(float* x, float factor, int n) {
  const int i = blockIdx.x * blockDim.x + threadIdx.x;
  x[i] *= factor;
}

// One byte, so that ends are exact.
extern "C" __global__ void put_byte(unsigned char* x, int at) { x[at] = 1; }

extern "C" __global__ void put_shared(int at, int* out) {
  extern __shared__ int words[];
  words[at] = 1;
  *out = words[at];
}

extern "C" __global__ void get_shared(int put, int get, int* out) {
  extern __shared__ int words[];
  words[put] = 1;
  __syncthreads();
  *out = words[get];
}

extern "C" __global__ void read_four(const float* x, int at, float* y) {
  const float4 four = *reinterpret_cast<const float4*>(x + at);
  *y = four.x + four.y + four.z + four.w;
}

// Half of a warp waits for the block, the other half for the warp.
extern "C" __global__ void wait_for_each_other(float* x) {
  if (threadIdx.x < 16) x[threadIdx.x] = __shfl_sync(0xffffffffu, x[threadIdx.x], 0);
  else __syncthreads();
}

// A barrier in each way of a branch.
extern "C" __global__ void two_barriers(float* x, int split) {
  if (threadIdx.x < split) {
    x[threadIdx.x] += 1.0f;
    asm volatile("bar.sync 0;" ::: "memory");
    x[threadIdx.x] *= 2.0f;
  } else {
    asm volatile("bar.sync 0;" ::: "memory");
    x[threadIdx.x] -= 1.0f;
  }
}

// Threads beyond the end leave before a barrier.
extern "C" __global__ void barrier_after_return(float* x, int n) {
  if (threadIdx.x >= n) return;
  const float other = x[n - 1 - threadIdx.x];
  __syncthreads();
  x[threadIdx.x] = other;
}

// A shuffle that reads from lanes which the block does not have.
extern "C" __global__ void sum_warp(const float* x, float* total) {
  float sum = x[threadIdx.x];
  for (int by = 16; by > 0; by /= 2) sum += __shfl_xor_sync(0xffffffffu, sum, by);
  if (threadIdx.x == 0) *total = sum;
}

extern "C" __global__ void shuffle_for_others(float* x) {
  x[threadIdx.x] = __shfl_sync(0x0000ffffu, x[threadIdx.x], 0);
}

extern "C" __global__ void run_for_ever(volatile int* stop) {
  while (*stop == 0) {
  }
}

extern "C" __global__ void stop_at_trap(int stop) {
  if (stop) asm volatile("trap;");
}
