// 3x3 convolutions of stride 1 and padding 1 on NHWC images by the minimal filtering algorithm
// F(4x4, 3x3) of Winograd (Lavin and Gray, "Fast algorithms for convolutional neural networks",
// 2015): 36 multiplications where the direct form takes 144. Each tile of 6x6 inputs is transformed
// (B^T d B), multiplied position by position with the transformed filters (G g G^T), and transformed
// back (A^T m A). The gradient of the filters is G^T [Σ (B^T d B) ⊙ (A dy A^T)] G.
//
// This file is compiled once for each instruction set, into a namespace of its own. All work of a
// call is done by the calling thread and in the same order every time.

#include "winograd.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>

#include "transforms.h"
#include "vector.h"

namespace JMODNAS_ISA {
namespace {

constexpr int POSITIONS = PATCH * PATCH;
constexpr int TAPS = KERNEL * KERNEL;
constexpr int BLOCK = 24;    // tiles that are multiplied together
constexpr int STAGGER = 16;  // keeps the positions of a block off the same cache sets

// Memory that a thread keeps from call to call.
class Workspace {
 public:
  float* reserve(size_t floats) {
    if (floats > size_) {
      memory_.reset(static_cast<float*>(operator new[](floats * sizeof(float), ALIGNMENT)));
      size_ = floats;
    }
    return memory_.get();
  }

 private:
  static constexpr std::align_val_t ALIGNMENT{64};
  struct Release {
    void operator()(float* memory) const { operator delete[](memory, ALIGNMENT); }
  };
  std::unique_ptr<float[], Release> memory_;
  size_t size_ = 0;
};

Workspace& workspace() {
  static thread_local Workspace instance;
  return instance;
}

// First pixel of a tile.
struct Place {
  int image, y, x;
};

// The tiles of a batch of images, numbered image by image and row by row.
struct Tiling {
  int height, width, rows, columns, tiles;

  explicit Tiling(const Convolution& s)
      : height(s.height),
        width(s.width),
        rows((s.height + TILE - 1) / TILE),
        columns((s.width + TILE - 1) / TILE),
        tiles(s.batch * rows * columns) {}

  Place place(int tile) const {
    const int in_image = tile % (rows * columns);
    return {tile / (rows * columns), in_image / columns * TILE, in_image % columns * TILE};
  }

  // Pixels before the image of a place, and before a pixel within an image.
  size_t image(const Place& place) const { return static_cast<size_t>(place.image) * height * width; }
  size_t pixel(int y, int x) const { return static_cast<size_t>(y) * width + x; }

  bool inside(int y, int x) const { return y >= 0 && y < height && x >= 0 && x < width; }
};

// A square of pixels of one image for the transforms to read: the image itself, or a copy with
// zeros where the square leaves it.
template <class V, int SIZE>
class Window {
 public:
  Window(const float* image, const Tiling& tiling, int channels, int y, int x) {
    if (y >= 0 && y + SIZE <= tiling.height && x >= 0 && x + SIZE <= tiling.width) {
      from_ = image + tiling.pixel(y, x) * channels;
      column_ = channels;
      row_ = tiling.width * channels;
      return;
    }
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        const bool inside = tiling.inside(y + i, x + j);
        store(copy_ + (i * SIZE + j) * lanes<V>(),
              inside ? load<V>(image + tiling.pixel(y + i, x + j) * channels) : V{});
      }
    }
    from_ = copy_;
    column_ = lanes<V>();
    row_ = SIZE * lanes<V>();
  }

  V operator()(int i, int j) const { return load<V>(from_ + i * row_ + j * column_); }

 private:
  const float* from_;
  int column_, row_;
  float copy_[SIZE * SIZE * lanes<V>()];
};

// Floats between two positions of a block of transformed tiles, (36, BLOCK, channels).
size_t pitch(int channels) { return static_cast<size_t>(BLOCK) * channels + STAGGER; }

template <class V>
void transform_inputs(const float* images, const Tiling& tiling, int channels, int first, int count,
                      float* out) {
  const size_t step = pitch(channels);
  for (int t = 0; t < count; t++) {
    const Place place = tiling.place(first + t);
    const float* image = images + tiling.image(place) * channels;
    for (int c = 0; c < channels; c += lanes<V>()) {
      const Window<V, PATCH> d(image + c, tiling, channels, place.y - 1, place.x - 1);
      float* to = out + t * channels + c;
      transform<V, PATCH, PATCH>(InputTransform(), d,
                                 [=](int i, int j, V v) { store(to + (i * PATCH + j) * step, v); });
    }
  }
}

template <class V>
void transform_gradients(const float* images, const Tiling& tiling, int channels, int first,
                         int count, float* out) {
  const size_t step = pitch(channels);
  for (int t = 0; t < count; t++) {
    const Place place = tiling.place(first + t);
    const float* image = images + tiling.image(place) * channels;
    for (int c = 0; c < channels; c += lanes<V>()) {
      const Window<V, TILE> g(image + c, tiling, channels, place.y, place.x);
      float* to = out + t * channels + c;
      transform<V, TILE, PATCH>(GradientTransform(), g,
                                [=](int i, int j, V z) { store(to + (i * PATCH + j) * step, z); });
    }
  }
}

template <class V>
void transform_outputs(const float* in, const Tiling& tiling, int channels, int first, int count,
                       float* images) {
  const size_t step = pitch(channels);
  for (int t = 0; t < count; t++) {
    const Place place = tiling.place(first + t);
    float* image = images + tiling.image(place) * channels;
    const bool whole = tiling.inside(place.y + TILE - 1, place.x + TILE - 1);
    for (int c = 0; c < channels; c += lanes<V>()) {
      const float* from = in + t * channels + c;
      float* to = image + tiling.pixel(place.y, place.x) * channels + c;
      transform<V, PATCH, TILE>(
          OutputTransform(), [=](int i, int j) { return load<V>(from + (i * PATCH + j) * step); },
          [&](int i, int j, V y) {
            if (whole || tiling.inside(place.y + i, place.x + j)) {
              store(to + tiling.pixel(i, j) * channels, y);
            }
          });
    }
  }
}

// Transformed filters for the forward direction, (36, in, out), from (out, 3, 3, in).
template <class V>
void transform_filters(const float* w, int in, int out, float* u) {
  for (int k = 0; k < out; k++) {
    for (int c = 0; c < in; c += lanes<V>()) {
      const float* from = w + static_cast<size_t>(k) * TAPS * in + c;
      transform<V, KERNEL, PATCH>(
          FilterTransform(), [=](int i, int j) { return load<V>(from + (i * KERNEL + j) * in); },
          [=](int i, int j, V v) {
            float* to = u + (static_cast<size_t>(i * PATCH + j) * in + c) * out + k;
            for (int lane = 0; lane < lanes<V>(); lane++) to[static_cast<size_t>(lane) * out] = v[lane];
          });
    }
  }
}

// Transformed filters for the way back to the inputs, (36, out, in): the filters are rotated.
template <class V>
void transform_rotated_filters(const float* w, int in, int out, float* u) {
  for (int k = 0; k < out; k++) {
    for (int c = 0; c < in; c += lanes<V>()) {
      const float* last = w + (static_cast<size_t>(k) * TAPS + TAPS - 1) * in + c;
      float* to = u + static_cast<size_t>(k) * in + c;
      transform<V, KERNEL, PATCH>(
          FilterTransform(), [=](int i, int j) { return load<V>(last - (i * KERNEL + j) * in); },
          [=](int i, int j, V v) {
            store(to + static_cast<size_t>(i * PATCH + j) * out * in, v);
          });
    }
  }
}

template <class V>
void gradient_of_filters(const float* du, int in, int out, float* dw) {
  const size_t step = static_cast<size_t>(in) * out;
  for (int k = 0; k < out; k++) {
    for (int c = 0; c < in; c += lanes<V>()) {
      const float* from = du + static_cast<size_t>(k) * in + c;
      float* to = dw + static_cast<size_t>(k) * TAPS * in + c;
      transform<V, PATCH, KERNEL>(
          FilterGradient(), [=](int i, int j) { return load<V>(from + (i * PATCH + j) * step); },
          [=](int i, int j, V g) { store(to + (i * KERNEL + j) * in, g); });
    }
  }
}

// m[ROWS][COLUMNS vectors] = v[ROWS][depth] u[depth][COLUMNS vectors]
template <class V, int ROWS, int COLUMNS>
INLINE void multiply_piece(const float* v, int depth, const float* u,
                                                          int width, float* m) {
  constexpr int LANES = lanes<V>();
  V sum[ROWS][COLUMNS] = {};
  for (int c = 0; c < depth; c++) {
    V right[COLUMNS];
#pragma GCC unroll 4
    for (int j = 0; j < COLUMNS; j++) right[j] = load<V>(u + c * width + j * LANES);
#pragma GCC unroll 16
    for (int i = 0; i < ROWS; i++) {
      const V left = broadcast<V>(v[i * depth + c]);
#pragma GCC unroll 4
      for (int j = 0; j < COLUMNS; j++) sum[i][j] += left * right[j];
    }
  }
#pragma GCC unroll 16
  for (int i = 0; i < ROWS; i++) {
#pragma GCC unroll 4
    for (int j = 0; j < COLUMNS; j++) store(m + i * width + j * LANES, sum[i][j]);
  }
}

// Position by position, m (BLOCK, out) = v (BLOCK, in) u (in, out).
template <class V>
void multiply(const float* v, const float* u, int in, int out, float* m) {
  constexpr int LANES = lanes<V>();
  for (int p = 0; p < POSITIONS; p++) {
    const float* left = v + p * pitch(in);
    const float* right = u + static_cast<size_t>(p) * in * out;
    float* to = m + p * pitch(out);
    int k = 0;
    for (; k + 2 * LANES <= out; k += 2 * LANES) {
      for (int t = 0; t < BLOCK; t += GEMM_ROWS) {
        multiply_piece<V, GEMM_ROWS, 2>(left + t * in, in, right + k, out, to + t * out + k);
      }
    }
    if (k < out) {
      for (int t = 0; t < BLOCK; t += GEMM_ROWS) {
        multiply_piece<V, GEMM_ROWS, 1>(left + t * in, in, right + k, out, to + t * out + k);
      }
    }
  }
}

// du[ROWS][COLUMNS vectors] += z[BLOCK][ROWS]^T v[BLOCK][COLUMNS vectors]
template <class V, int ROWS, int COLUMNS>
INLINE void accumulate_piece(const float* z, int out, const float* v,
                                                            int in, float* du) {
  constexpr int LANES = lanes<V>();
  V sum[ROWS][COLUMNS];
#pragma GCC unroll 16
  for (int i = 0; i < ROWS; i++) {
#pragma GCC unroll 4
    for (int j = 0; j < COLUMNS; j++) sum[i][j] = load<V>(du + i * in + j * LANES);
  }
  for (int t = 0; t < BLOCK; t++) {
    V right[COLUMNS];
#pragma GCC unroll 4
    for (int j = 0; j < COLUMNS; j++) right[j] = load<V>(v + t * in + j * LANES);
#pragma GCC unroll 16
    for (int i = 0; i < ROWS; i++) {
      const V left = broadcast<V>(z[t * out + i]);
#pragma GCC unroll 4
      for (int j = 0; j < COLUMNS; j++) sum[i][j] += left * right[j];
    }
  }
#pragma GCC unroll 16
  for (int i = 0; i < ROWS; i++) {
#pragma GCC unroll 4
    for (int j = 0; j < COLUMNS; j++) store(du + i * in + j * LANES, sum[i][j]);
  }
}

// Position by position, du (out, in) += z (BLOCK, out)^T v (BLOCK, in).
template <class V>
void accumulate(const float* z, const float* v, int in, int out, float* du) {
  constexpr int LANES = lanes<V>();
  for (int p = 0; p < POSITIONS; p++) {
    const float* left = z + p * pitch(out);
    const float* right = v + p * pitch(in);
    float* to = du + static_cast<size_t>(p) * in * out;
    for (int k = 0; k < out; k += ACCUMULATE_ROWS) {
      int c = 0;
      for (; c + 2 * LANES <= in; c += 2 * LANES) {
        accumulate_piece<V, ACCUMULATE_ROWS, 2>(left + k, out, right + c, in, to + k * in + c);
      }
      if (c < in) {
        accumulate_piece<V, ACCUMULATE_ROWS, 1>(left + k, out, right + c, in, to + k * in + c);
      }
    }
  }
}

// y = x * u for images x of `in` and y of `out` channels and transformed filters u.
template <class V>
void convolve(const Convolution& s, const float* x, const float* u, int in, int out,
              float* y, float* scratch) {
  const Tiling tiling(s);
  float* v = scratch;
  float* m = v + POSITIONS * pitch(in);
  for (int first = 0; first < tiling.tiles; first += BLOCK) {
    const int count = std::min(BLOCK, tiling.tiles - first);
    transform_inputs<V>(x, tiling, in, first, count, v);
    multiply<V>(v, u, in, out, m);
    transform_outputs<V>(m, tiling, out, first, count, y);
  }
}

// Room for filters and for the blocks of both sides; what a last, short block leaves out is zero.
float* scratch(const Convolution& s) {
  const size_t blocks = POSITIONS * (pitch(s.in) + pitch(s.out));
  const size_t filters = static_cast<size_t>(POSITIONS) * s.in * s.out;
  float* memory = workspace().reserve(filters + blocks);
  std::memset(memory + filters, 0, blocks * sizeof(float));
  return memory;
}

template <class V>
void forward_with(const Convolution& s, const float* x, const float* w, float* y) {
  float* u = scratch(s);
  transform_filters<V>(w, s.in, s.out, u);
  convolve<V>(s, x, u, s.in, s.out, y, u + static_cast<size_t>(POSITIONS) * s.in * s.out);
}

template <class V>
void backward_input_with(const Convolution& s, const float* w, const float* dy, float* dx) {
  float* u = scratch(s);
  transform_rotated_filters<V>(w, s.in, s.out, u);
  convolve<V>(s, dy, u, s.out, s.in, dx, u + static_cast<size_t>(POSITIONS) * s.in * s.out);
}

template <class V>
void backward_weight_with(const Convolution& s, const float* x, const float* dy, float* dw) {
  const Tiling tiling(s);
  const size_t filters = static_cast<size_t>(POSITIONS) * s.in * s.out;
  float* du = scratch(s);
  float* v = du + filters;
  float* z = v + POSITIONS * pitch(s.in);
  std::memset(du, 0, filters * sizeof(float));
  for (int first = 0; first < tiling.tiles; first += BLOCK) {
    const int count = std::min(BLOCK, tiling.tiles - first);
    if (count < BLOCK) std::memset(z, 0, POSITIONS * pitch(s.out) * sizeof(float));
    transform_inputs<V>(x, tiling, s.in, first, count, v);
    transform_gradients<V>(dy, tiling, s.out, first, count, z);
    accumulate<V>(z, v, s.in, s.out, du);
  }
  gradient_of_filters<V>(du, s.in, s.out, dw);
}

}  // namespace

#ifdef __AVX512F__
#define WITH_WIDEST(kernel, s, ...)                                              \
  (s.in % lanes<Wide>() == 0 && s.out % lanes<Wide>() == 0) ? kernel<Wide>(s, __VA_ARGS__) \
                                                            : kernel<Narrow>(s, __VA_ARGS__)
#else
#define WITH_WIDEST(kernel, s, ...) kernel<Narrow>(s, __VA_ARGS__)
#endif

void forward(const Convolution& s, const float* x, const float* w, float* y) {
  WITH_WIDEST(forward_with, s, x, w, y);
}

void backward_input(const Convolution& s, const float* w, const float* dy, float* dx) {
  WITH_WIDEST(backward_input_with, s, w, dy, dx);
}

void backward_weight(const Convolution& s, const float* x, const float* dy, float* dw) {
  WITH_WIDEST(backward_weight_with, s, x, dy, dw);
}

}  // namespace JMODNAS_ISA
