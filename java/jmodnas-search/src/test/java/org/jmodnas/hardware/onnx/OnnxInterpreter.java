package org.jmodnas.hardware.onnx;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a file of ONNX and computes it, plainly and in double precision, but with the statistics of
 * the batch in place of the constant ones of batch norm, so that it computes what a supernet does.
 */
final class OnnxInterpreter {
  /** Values in the order (batch, channels, height, width), or (batch, channels). */
  record Value(int[] shape, double[] data) {
    int extent(int dimension) {
      return dimension < shape.length ? shape[dimension] : 1;
    }

    double at(int n, int c, int y, int x) {
      return data[((n * extent(1) + c) * extent(2) + y) * extent(3) + x];
    }
  }

  private interface Cell {
    double at(int n, int c, int y, int x);
  }

  private final Map<String, Value> values = new HashMap<>();

  private OnnxInterpreter() {}

  /** Shapes and values of everything in {@code model}, by name. */
  static Map<String, Value> run(WireMessage model, String input, Value images) {
    OnnxInterpreter interpreter = new OnnxInterpreter();
    interpreter.values.put(input, images);
    WireMessage graph = model.message(7);
    for (WireMessage tensor : graph.messages(5)) {
      float[] floats = tensor.floats(9);
      double[] data = new double[floats.length];
      Arrays.setAll(data, i -> floats[i]);
      int[] shape = tensor.numbers(1).stream().mapToInt(Math::toIntExact).toArray();
      interpreter.values.put(tensor.text(8), new Value(shape, data));
    }
    for (WireMessage node : graph.messages(1)) {
      interpreter.values.put(node.text(2), interpreter.compute(node));
    }
    return interpreter.values;
  }

  private Value compute(WireMessage node) {
    List<Value> inputs = node.texts(1).stream().map(values::get).toList();
    Value x = inputs.get(0);
    return switch (node.text(4)) {
      case "Relu" -> like(x, (n, c, h, w) -> Math.max(x.at(n, c, h, w), 0));
      case "Add" -> {
        Value y = inputs.get(1);
        yield like(x, (n, c, h, w) -> x.at(n, c, h, w) + y.at(n, c, h, w));
      }
      case "Mul" -> like(x, (n, c, h, w) -> x.at(n, c, h, w) * inputs.get(1).data[0]);
      case "BatchNormalization" -> batchNorm(x, inputs, decimal(node, "epsilon"));
      case "Conv" -> convolve(x, inputs.get(1), integers(node, "strides"), integers(node, "pads"));
      case "AveragePool" -> pool(node, x);
      case "GlobalAveragePool" ->
          fill(new int[] {x.shape[0], x.shape[1], 1, 1}, (n, c, h, w) -> mean(x, n, 1, c));
      case "Flatten" -> new Value(new int[] {x.shape[0], x.data.length / x.shape[0]}, x.data);
      case "Gemm" -> linear(x, inputs.get(1), inputs.get(2));
      default -> throw new IllegalArgumentException(node.text(4));
    };
  }

  private static Value batchNorm(Value x, List<Value> inputs, double epsilon) {
    double[] means = new double[x.shape[1]];
    double[] deviations = new double[x.shape[1]];
    for (int channel = 0; channel < means.length; channel++) {
      double mean = mean(x, 0, x.shape[0], channel);
      Value squares = like(x, (n, c, h, w) -> Math.pow(x.at(n, c, h, w) - mean, 2));
      means[channel] = mean;
      deviations[channel] = Math.sqrt(mean(squares, 0, x.shape[0], channel) + epsilon);
    }
    return like(
        x,
        (n, c, h, w) ->
            (x.at(n, c, h, w) - means[c]) / deviations[c] * inputs.get(1).data[c]
                + inputs.get(2).data[c]);
  }

  private static Value convolve(Value x, Value filter, int[] strides, int[] pads) {
    int height = extent(x.shape[2], filter.shape[2], strides[0], pads[0]);
    int width = extent(x.shape[3], filter.shape[3], strides[1], pads[1]);
    return fill(
        new int[] {x.shape[0], filter.shape[0], height, width},
        (n, c, h, w) -> {
          double sum = 0;
          for (int i = 0; i < filter.shape[1]; i++) {
            for (int ky = 0; ky < filter.shape[2]; ky++) {
              for (int kx = 0; kx < filter.shape[3]; kx++) {
                int y = h * strides[0] + ky - pads[0];
                int u = w * strides[1] + kx - pads[1];
                if (y >= 0 && y < x.shape[2] && u >= 0 && u < x.shape[3]) {
                  sum += x.at(n, i, y, u) * filter.at(c, i, ky, kx);
                }
              }
            }
          }
          return sum;
        });
  }

  /** A convolution of ones with itself divided by the number of ones within the image. */
  private static Value pool(WireMessage node, Value x) {
    if (attribute(node, "count_include_pad").number(3) != 0) {
      throw new IllegalArgumentException("Padding counts");
    }
    int[] kernel = integers(node, "kernel_shape");
    int[] strides = integers(node, "strides");
    int[] pads = integers(node, "pads");
    Value ones = fill(new int[] {1, 1, kernel[0], kernel[1]}, (n, c, h, w) -> 1);
    int[] planes = {x.shape[0] * x.shape[1], 1, x.shape[2], x.shape[3]};
    Value sums = convolve(new Value(planes, x.data), ones, strides, pads);
    Value counts = convolve(fill(planes, (n, c, h, w) -> 1), ones, strides, pads);
    double[] means = new double[sums.data.length];
    Arrays.setAll(means, i -> sums.data[i] / counts.data[i]);
    return new Value(new int[] {x.shape[0], x.shape[1], sums.shape[2], sums.shape[3]}, means);
  }

  private static Value linear(Value x, Value weight, Value bias) {
    return fill(
        new int[] {x.shape[0], weight.shape[0]},
        (n, c, h, w) -> {
          double sum = bias.data[c];
          for (int i = 0; i < x.shape[1]; i++) {
            sum += x.at(n, i, 0, 0) * weight.at(c, i, 0, 0);
          }
          return sum;
        });
  }

  private static double mean(Value x, int first, int count, int channel) {
    double sum = 0;
    for (int n = first; n < first + count; n++) {
      for (int y = 0; y < x.shape[2]; y++) {
        for (int u = 0; u < x.shape[3]; u++) {
          sum += x.at(n, channel, y, u);
        }
      }
    }
    return sum / ((double) count * x.shape[2] * x.shape[3]);
  }

  private static int extent(int size, int kernel, int stride, int padding) {
    return (size + 2 * padding - kernel) / stride + 1;
  }

  private static Value like(Value x, Cell cell) {
    return fill(x.shape, cell);
  }

  private static Value fill(int[] shape, Cell cell) {
    Value value = new Value(shape, new double[Arrays.stream(shape).reduce(1, Math::multiplyExact)]);
    int next = 0;
    for (int n = 0; n < value.extent(0); n++) {
      for (int c = 0; c < value.extent(1); c++) {
        for (int y = 0; y < value.extent(2); y++) {
          for (int x = 0; x < value.extent(3); x++) {
            value.data[next++] = cell.at(n, c, y, x);
          }
        }
      }
    }
    return value;
  }

  private static WireMessage attribute(WireMessage node, String name) {
    return node.messages(5).stream().filter(a -> a.text(1).equals(name)).findFirst().orElseThrow();
  }

  private static int[] integers(WireMessage node, String name) {
    return attribute(node, name).numbers(8).stream().mapToInt(Math::toIntExact).toArray();
  }

  private static double decimal(WireMessage node, String name) {
    return Float.intBitsToFloat((int) attribute(node, name).number(2));
  }
}
