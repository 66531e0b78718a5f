// 3x3 convolutions of stride 1 and padding 1 on NHWC images by the minimal filtering algorithm
// F(4x4, 3x3) of Winograd (Lavin and Gray, "Fast algorithms for convolutional neural networks",
// 2015): 36 multiplications where the direct form takes 144. Each tile of 6x6 inputs is transformed
// (B^T d B), multiplied position by position with the transformed filters (G g G^T), and
// transformed back (A^T m A). The gradient of the filters is G^T [Σ (B^T d B) ⊙ (A dy A^T)] G.
//
// This file is compiled once for each instruction set, into a namespace of its own. All work of a
// call is done by the calling thread and in the same order every time.

#include "winograd.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>

#include "products.h"
#include "tiling.h"
#include "transforms.h"
#include "vector.h"

namespace JMODNAS_ISA {
namespace {

constexpr int TAPS = KERNEL * KERNEL;

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
            for (int l = 0; l < lanes<V>(); l++) to[static_cast<size_t>(l) * out] = v[l];
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

bool wide(const Convolution& s) {
  return s.in % lanes<Wide>() == 0 && s.out % lanes<Wide>() == 0;
}

}  // namespace

void forward(const Convolution& s, const float* x, const float* w, float* y) {
  wide(s) ? forward_with<Wide>(s, x, w, y) : forward_with<Narrow>(s, x, w, y);
}

void backward_input(const Convolution& s, const float* w, const float* dy, float* dx) {
  wide(s) ? backward_input_with<Wide>(s, w, dy, dx) : backward_input_with<Narrow>(s, w, dy, dx);
}

void backward_weight(const Convolution& s, const float* x, const float* dy, float* dw) {
  wide(s) ? backward_weight_with<Wide>(s, x, dy, dw) : backward_weight_with<Narrow>(s, x, dy, dw);
}

}  // namespace JMODNAS_ISA
