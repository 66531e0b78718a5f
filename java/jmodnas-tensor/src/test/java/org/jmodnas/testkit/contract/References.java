package org.jmodnas.testkit.contract;

import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.backend.ConvolutionKernels.Geometry;
import org.jmodnas.tensor.backend.PoolingKernels.Window;

/** Operations on images as their definitions say, in double precision. Images are NHWC. */
final class References {
  private References() {}

  /** Called for each product x[i]·w[j] that y[o] is the sum of. */
  @FunctionalInterface
  interface Product {
    void accept(int o, int i, int j);
  }

  /** The products of a convolution; all three of its directions are sums over them. */
  static void convolve(Geometry geometry, Shape x, Shape w, Shape y, Product product) {
    int kernel = w.dimension(1) * w.dimension(2);
    int in = w.dimension(3);
    int out = w.dimension(0);
    for (int pixel = 0; pixel < y.size() / out; pixel++) {
      int image = pixel / (y.dimension(1) * y.dimension(2));
      int top = pixel / y.dimension(2) % y.dimension(1) * geometry.stride() - geometry.padding();
      int left = pixel % y.dimension(2) * geometry.stride() - geometry.padding();
      for (int tap = 0; tap < kernel; tap++) {
        int row = top + tap / w.dimension(2);
        int column = left + tap % w.dimension(2);
        if (row < 0 || row >= x.dimension(1) || column < 0 || column >= x.dimension(2)) {
          continue;
        }
        int from = ((image * x.dimension(1) + row) * x.dimension(2) + column) * in;
        for (int k = 0; k < out * in; k++) {
          int o = k / in;
          int c = k % in;
          product.accept(pixel * out + o, from + c, (o * kernel + tap) * in + c);
        }
      }
    }
  }

  /** Called for each pixel i of the window of which y[o] is the mean. */
  @FunctionalInterface
  interface Member {
    void accept(int o, int i, int count);
  }

  /** The pixels of each window, padding left out of sum and count. */
  static void pool(Window window, Shape x, Shape y, Member member) {
    int channels = y.dimension(3);
    for (int o = 0; o < y.size(); o++) {
      int pixel = o / channels;
      int image = pixel / (y.dimension(1) * y.dimension(2));
      int top = pixel / y.dimension(2) % y.dimension(1) * window.stride() - window.padding();
      int left = pixel % y.dimension(2) * window.stride() - window.padding();
      int firstRow = Math.max(0, top);
      int lastRow = Math.min(x.dimension(1), top + window.size());
      int firstColumn = Math.max(0, left);
      int lastColumn = Math.min(x.dimension(2), left + window.size());
      int count = (lastRow - firstRow) * (lastColumn - firstColumn);
      for (int row = firstRow; row < lastRow; row++) {
        for (int column = firstColumn; column < lastColumn; column++) {
          int i = ((image * x.dimension(1) + row) * x.dimension(2) + column) * channels;
          member.accept(o, i + o % channels, count);
        }
      }
    }
  }

  /** Batch normalisation of x and its gradients from dy; one value a channel but for y and dx. */
  record Normalized(
      double[] y,
      double[] dx,
      double[] mean,
      double[] variance,
      double[] scaleGradient,
      double[] shiftGradient) {}

  /** Normalises x (rows, channels), with as many channels as {@code scale} and {@code shift}. */
  static Normalized normalize(
      double[] x, double[] dy, double[] scale, double[] shift, double epsilon) {
    int channels = scale.length;
    int rows = x.length / channels;
    double[][] sums = new double[4][channels];
    double[] y = new double[x.length];
    double[] dx = new double[x.length];
    for (int c = 0; c < channels; c++) {
      for (int i = c; i < x.length; i += channels) {
        sums[0][c] += x[i] / rows;
      }
      for (int i = c; i < x.length; i += channels) {
        sums[1][c] += Math.pow(x[i] - sums[0][c], 2) / rows;
      }
      double root = Math.sqrt(sums[1][c] + epsilon);
      for (int i = c; i < x.length; i += channels) {
        double normal = (x[i] - sums[0][c]) / root;
        y[i] = normal * scale[c] + shift[c];
        sums[2][c] += dy[i] * normal;
        sums[3][c] += dy[i];
      }
      for (int i = c; i < x.length; i += channels) {
        double normal = (x[i] - sums[0][c]) / root;
        dx[i] = scale[c] / root * (dy[i] - (sums[3][c] + normal * sums[2][c]) / rows);
      }
    }
    return new Normalized(y, dx, sums[0], sums[1], sums[2], sums[3]);
  }

  /** Softmax of each row. */
  static double[] softmax(double[] x, int columns) {
    double[] y = new double[x.length];
    for (int start = 0; start < x.length; start += columns) {
      double maximum = Double.NEGATIVE_INFINITY;
      for (int i = start; i < start + columns; i++) {
        maximum = Math.max(maximum, x[i]);
      }
      double sum = 0;
      for (int i = start; i < start + columns; i++) {
        y[i] = Math.exp(x[i] - maximum);
        sum += y[i];
      }
      for (int i = start; i < start + columns; i++) {
        y[i] /= sum;
      }
    }
    return y;
  }
}
