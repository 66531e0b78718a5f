// The tiles of the images, and reading them.
#pragma once

#include <cstddef>

#include "transforms.h"
#include "vector.h"
#include "winograd.h"

namespace JMODNAS_ISA {

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
  size_t image(const Place& place) const {
    return static_cast<size_t>(place.image) * height * width;
  }
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

}  // namespace JMODNAS_ISA
