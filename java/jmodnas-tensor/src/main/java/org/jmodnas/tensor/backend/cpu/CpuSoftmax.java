package org.jmodnas.tensor.backend.cpu;

import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.SoftmaxKernels;

/** Softmax and cross entropy on the heap: their tensors are (batch, classes), a few kilobytes. */
final class CpuSoftmax implements SoftmaxKernels {
  @Override
  public void forward(Tensor x, Tensor y) {
    float[] values = x.toArray();
    int columns = x.shape().dimension(-1);
    for (int start = 0; start < values.length; start += columns) {
      softmax(values, start, columns);
    }
    y.set(values);
  }

  @Override
  public void backward(Tensor y, Tensor dy, Tensor dx) {
    float[] p = y.toArray();
    float[] g = dy.toArray();
    int columns = y.shape().dimension(-1);
    for (int start = 0; start < p.length; start += columns) {
      double inner = 0;
      for (int j = start; j < start + columns; j++) {
        inner += (double) p[j] * g[j];
      }
      for (int j = start; j < start + columns; j++) {
        g[j] = (float) (p[j] * (g[j] - inner));
      }
    }
    dx.set(g);
  }

  @Override
  public void crossEntropy(Tensor x, int[] labels, float smoothing, Tensor dx, Tensor mean) {
    float[] values = x.toArray();
    int rows = x.shape().dimension(0);
    int classes = x.shape().dimension(1);
    double uniform = (double) smoothing / classes;
    double loss = 0;
    for (int row = 0; row < rows; row++) {
      int start = row * classes;
      double shift = logSumExp(values, start, classes);
      for (int c = 0; c < classes; c++) {
        double target = uniform + (c == labels[row] ? 1 - smoothing : 0);
        double logProbability = values[start + c] - shift;
        loss -= target * logProbability;
        values[start + c] = (float) ((Math.exp(logProbability) - target) / rows);
      }
    }
    dx.set(values);
    mean.set((float) (loss / rows));
  }

  private static void softmax(float[] values, int start, int columns) {
    double shift = logSumExp(values, start, columns);
    for (int j = start; j < start + columns; j++) {
      values[j] = (float) Math.exp(values[j] - shift);
    }
  }

  private static double logSumExp(float[] values, int start, int columns) {
    float maximum = values[start];
    for (int j = start + 1; j < start + columns; j++) {
      maximum = Math.max(maximum, values[j]);
    }
    double sum = 0;
    for (int j = start; j < start + columns; j++) {
      sum += Math.exp(values[j] - maximum);
    }
    return maximum + Math.log(sum);
  }
}
