// 3x3 average pooling of stride 1 and padding 1 on NHWC images, padding left out of the mean. The
// sum over three rows is taken once for each column and serves three windows.

#include "pooling.h"

#include <cstddef>

#include "vector.h"

namespace JMODNAS_ISA {
namespace {

// One over the number of places in 0 … size - 1 next to i, and i itself: the factors of a mean.
inline float share(int i, int size) {
  constexpr float SHARES[] = {1.0f, 1.0f / 2, 1.0f / 3};
  return SHARES[(i > 0) + (i + 1 < size)];
}

// One line of images (…, height, width, channels) and its neighbours.
struct Line {
  const Pooling& s;
  const float* from;
  size_t floats;
  bool above, below;
  float own, share_above, share_below;

  Line(const Pooling& shape, int y, const float* line)
      : s(shape),
        from(line),
        floats(static_cast<size_t>(s.width) * s.channels),
        above(y > 0),
        below(y + 1 < s.height),
        own(share(y, s.height)),
        share_above(share(y - 1, s.height)),
        share_below(share(y + 1, s.height)) {}

  // Sum of a column's pixels, as they are or each by its factor in the means it went into.
  template <class V, bool WEIGHTED>
  INLINE V column(int x, int channel) const {
    const float* middle = from + static_cast<size_t>(x) * s.channels + channel;
    V sum = load<V>(middle);
    if (WEIGHTED) sum *= own;
    if (above) sum += WEIGHTED ? load<V>(middle - floats) * share_above : load<V>(middle - floats);
    if (below) sum += WEIGHTED ? load<V>(middle + floats) * share_below : load<V>(middle + floats);
    return WEIGHTED ? sum * share(x, s.width) : sum;
  }
};

// The sums over all windows: the means of x, or with weights the gradient of x.
template <class V, bool WEIGHTED>
void sum_windows(const Pooling& s, const float* from, float* to) {
  const size_t floats = static_cast<size_t>(s.width) * s.channels;
  for (int row = 0; row < s.batch * s.height; row++) {
    const Line line(s, row % s.height, from + row * floats);
    for (int c = 0; c < s.channels; c += lanes<V>()) {
      float* out = to + row * floats + c;
      V left = {}, centre = line.column<V, WEIGHTED>(0, c);
      for (int x = 0; x < s.width; x++, out += s.channels) {
        const V right = x + 1 < s.width ? line.column<V, WEIGHTED>(x + 1, c) : V{};
        const V sum = left + centre + right;
        store(out, WEIGHTED ? sum : sum * (line.own * share(x, s.width)));
        left = centre;
        centre = right;
      }
    }
  }
}

template <bool WEIGHTED>
void sum_windows(const Pooling& s, const float* from, float* to) {
  s.channels % lanes<Wide>() == 0 ? sum_windows<Wide, WEIGHTED>(s, from, to)
                                  : sum_windows<Narrow, WEIGHTED>(s, from, to);
}

}  // namespace

void average_forward(const Pooling& s, const float* x, float* y) { sum_windows<false>(s, x, y); }

void average_backward(const Pooling& s, const float* dy, float* dx) {
  sum_windows<true>(s, dy, dx);
}

}  // namespace JMODNAS_ISA
