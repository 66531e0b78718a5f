// Average pooling of NHWC images: x (batch, height, width, channels), y (batch, out_height,
// out_width, channels).
//
//   forward   y = mean of x over the pixels of a window of size × size at stride·o − padding that
//             lie inside the image; every window holds at least one
//   backward  dx = Σ dy / count over the windows that hold the pixel: a gather, so no two threads
//             write to one place
//
// Launch: POOLING_THREADS threads a block, any grid; no shared memory.
// Numerics: float32, pixels and windows in row order. Loops are not unrolled, so that no register
// spills.

#include "grid.cuh"

constexpr int POOLING_THREADS = 256;

// Places begin … end − 1 along an axis.
struct Range {
  int begin, end;

  DEVICE int size() const { return end - begin; }
};

// Pixels of window o.
DEVICE Range pixels(int o, int size, int stride, int padding, int extent) {
  const int begin = o * stride - padding;
  return {max(begin, 0), min(begin + size, extent)};
}

// Windows that hold pixel i.
DEVICE Range windows(int i, int size, int stride, int padding, int out_extent) {
  const int place = i + padding;
  return {place < size ? 0 : (place - size) / stride + 1, min(place / stride + 1, out_extent)};
}

// Place of an element in a (…, height, width, channels) array.
struct Place {
  int image, row, column, channel;
};

DEVICE Place place_of(long long index, int height, int width, int channels) {
  const unsigned pixel = static_cast<unsigned>(index) / channels;
  const unsigned line = pixel / width;
  return {static_cast<int>(line / height), static_cast<int>(line % height),
          static_cast<int>(pixel % width), static_cast<int>(index - 1ll * pixel * channels)};
}

// Index of a pixel's channel.
DEVICE long long index_of(Place place, int row, int column, int height, int width, int channels) {
  return ((1ll * place.image * height + row) * width + column) * channels + place.channel;
}

KERNEL(POOLING_THREADS)
average_pool_forward(const float* __restrict__ x, float* __restrict__ y, int batch, int height,
                     int width, int channels, int out_height, int out_width, int size, int stride,
                     int padding) {
  const long long n = 1ll * batch * out_height * out_width * channels;
#pragma unroll 1
  for (long long i = grid_thread(); i < n; i += grid_threads()) {
    const Place out = place_of(i, out_height, out_width, channels);
    const Range rows = pixels(out.row, size, stride, padding, height);
    const Range columns = pixels(out.column, size, stride, padding, width);
    float sum = 0;
#pragma unroll 1
    for (int row = rows.begin; row < rows.end; row++) {
#pragma unroll 1
      for (int column = columns.begin; column < columns.end; column++) {
        sum += x[index_of(out, row, column, height, width, channels)];
      }
    }
    y[i] = sum / (rows.size() * columns.size());
  }
}

KERNEL(POOLING_THREADS)
average_pool_backward(const float* __restrict__ dy, float* __restrict__ dx, int batch, int height,
                      int width, int channels, int out_height, int out_width, int size, int stride,
                      int padding) {
  const long long n = 1ll * batch * height * width * channels;
#pragma unroll 1
  for (long long i = grid_thread(); i < n; i += grid_threads()) {
    const Place in = place_of(i, height, width, channels);
    const Range rows = windows(in.row, size, stride, padding, out_height);
    const Range columns = windows(in.column, size, stride, padding, out_width);
    float sum = 0;
#pragma unroll 1
    for (int row = rows.begin; row < rows.end; row++) {
      const int lines = pixels(row, size, stride, padding, height).size();
#pragma unroll 1
      for (int column = columns.begin; column < columns.end; column++) {
        const int count = lines * pixels(column, size, stride, padding, width).size();
        sum += dy[index_of(in, row, column, out_height, out_width, channels)] / count;
      }
    }
    dx[i] = sum;
  }
}
