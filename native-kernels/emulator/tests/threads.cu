// Kernels that show how threads run together. threads.ptx is made from this by
//   nvcc -ptx -arch=compute_75 threads.cu -o - | sed 's/^\.version .*/.version 7.5/' > threads.ptx

// Ways that part and meet again, with loops of different lengths.
extern "C" __global__ void collatz(const int* start, int* steps, int n) {
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x) {
    int x = start[i], count = 0;
    while (x != 1) {
      if (x % 2 == 0) x /= 2;
      else x = 3 * x + 1;
      count++;
    }
    steps[i] = count;
  }
}

// Sums of blocks in shared memory and of warps by shuffles, added up over blocks.
extern "C" __global__ void sum_all(const float* x, double* total, int n) {
  __shared__ double sums[32];
  double own = 0;
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x) {
    own += x[i];
  }
  for (int by = 16; by > 0; by /= 2) own += __shfl_down_sync(0xffffffffu, own, by);
  const int lane = threadIdx.x % 32, warp = threadIdx.x / 32;
  if (lane == 0) sums[warp] = own;
  __syncthreads();
  if (warp != 0) return;
  own = lane < blockDim.x / 32 ? sums[lane] : 0;
  for (int by = 16; by > 0; by /= 2) own += __shfl_xor_sync(0xffffffffu, own, by);
  if (lane == 0) atomicAdd(total, own);
}

// Shuffles within segments, votes, and what only some lanes do together.
extern "C" __global__ void exchange(int* out) {
  const int t = threadIdx.x;
  int* own = out + t * 10;
  own[0] = __shfl_up_sync(0xffffffffu, t, 3, 8);
  own[1] = __shfl_down_sync(0xffffffffu, t, 3, 8);
  own[2] = __shfl_xor_sync(0xffffffffu, t, 5, 16);
  own[3] = __shfl_sync(0xffffffffu, t, 9, 8);
  own[4] = __ballot_sync(0xffffffffu, t % 3 == 0);
  own[5] = __any_sync(0xffffffffu, t == 31) + 2 * __all_sync(0xffffffffu, t < 31);
  if (t < 8) own[6] = __shfl_sync(0x000000ffu, t, 7 - t);
  else own[6] = __shfl_sync(0xffffff00u, t, 8 + (t + 1) % 24);
  own[7] = __activemask();
  own[8] = __popc(__ballot_sync(0xffffffffu, own[6] & 1));
  own[9] = __shfl_sync(0xffffffffu, own[0], 31);
}

// The largest, the least, bits, a counter that wraps, and a lock-free sum by compare and swap.
extern "C" __global__ void atomics(int* out, float* sum) {
  const int t = blockIdx.x * blockDim.x + threadIdx.x;
  atomicMax(out, t);
  atomicMin(out + 1, -t);
  atomicOr(out + 2, 1 << t % 32);
  atomicInc(reinterpret_cast<unsigned*>(out + 3), 9);
  atomicAdd(out + 4, t);
  atomicExch(out + 5, 77);
  atomicXor(out + 6, t);
  int* bits = reinterpret_cast<int*>(sum);
  int seen = atomicOr(bits, 0), before;
  do {
    before = seen;
    seen = atomicCAS(bits, before, __float_as_int(__int_as_float(before) + 0.5f));
  } while (seen != before);
}

// Lanes that read and write apart, side by side, and all at one place.
extern "C" __global__ void scatter(const float* x, float* y, int by) {
  const int i = blockIdx.x * blockDim.x + threadIdx.x, n = gridDim.x * blockDim.x;
  y[(i * by) % n] = x[i] + x[n - 1 - i] * x[0];
}

__constant__ float table[4] = {1.5f, 2.5f, 3.5f, 4.5f};
__device__ int counter = 5;

// Variables of the module, a structure as a parameter, generic addresses, vectors, small types.
struct Pair {
  const float* from;
  float factor[3];
  unsigned char tag;
};

extern "C" __global__ void mixed(Pair pair, float* out, unsigned char* bytes, short* shorts) {
  __shared__ float shared[8];
  __shared__ float other[8];
  const int t = threadIdx.x;
  shared[t] = pair.from[t] * table[t % 4];
  other[t] = -1.0f;
  __syncthreads();
  float* either = t % 2 ? shared : other;
  out[t] = either[t] * pair.factor[1];
  atomicAdd(&counter, pair.tag);
  bytes[t] = static_cast<unsigned char>(bytes[t] + 200);
  shorts[t] = static_cast<short>(shorts[t] * -3);
  if (t == 0) {
    const float4 four = *reinterpret_cast<const float4*>(pair.from);
    *reinterpret_cast<float2*>(out + 8) = make_float2(four.x + four.y, four.z + four.w);
  }
}

// Functions of the language's library on a grid of two dimensions.
extern "C" __global__ void functions(const float* x, float* out, int columns) {
  const int at = (blockIdx.y * blockDim.y + threadIdx.y) * columns +
                 blockIdx.x * blockDim.x + threadIdx.x;
  const float v = x[at];
  out[at * 6] = expf(v);
  out[at * 6 + 1] = logf(v);
  out[at * 6 + 2] = sqrtf(v) / (1.0f + v);
  out[at * 6 + 3] = tanhf(v);
  out[at * 6 + 4] = powf(v, 1.5f);
  out[at * 6 + 5] = static_cast<float>(exp(static_cast<double>(v)) * log(static_cast<double>(v)));
}
