package org.jmodnas.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.io.SafetensorsFile.NamedArray;

/**
 * Names and axes of weights as PyTorch has them: filters are (out, in, height, width) and not (out,
 * height, width, in), and batch norms have {@code weight}, {@code bias}, {@code running_mean} and
 * {@code running_var} for scale, shift, mean and variance.
 */
public final class PyTorchLayout {
  private static final int FILTER_RANK = 4;
  private static final Map<String, String> OF_NORMS =
      Map.of(
          "scale", "weight",
          "shift", "bias",
          "mean", "running_mean",
          "variance", "running_var");

  private PyTorchLayout() {}

  /** The arrays of a {@link TrainedNetwork} as PyTorch has them. */
  public static Map<String, NamedArray> of(Map<String, NamedArray> arrays) {
    Map<String, NamedArray> theirs = new LinkedHashMap<>();
    arrays.forEach(
        (name, array) -> {
          int dot = name.lastIndexOf('.') + 1;
          String last = name.substring(dot);
          theirs.put(
              name.substring(0, dot) + OF_NORMS.getOrDefault(last, last), moved(array, 0, 3, 1, 2));
        });
    return theirs;
  }

  /** The arrays that {@link #of} was given. */
  static Map<String, NamedArray> read(Map<String, NamedArray> theirs) {
    Map<String, NamedArray> arrays = new LinkedHashMap<>();
    theirs.forEach(
        (name, array) -> {
          int dot = name.lastIndexOf('.') + 1;
          String layer = name.substring(0, dot);
          String last = name.substring(dot);
          if (theirs.containsKey(layer + OF_NORMS.get("mean"))) {
            for (Map.Entry<String, String> entry : OF_NORMS.entrySet()) {
              last = entry.getValue().equals(name.substring(dot)) ? entry.getKey() : last;
            }
          }
          arrays.put(layer + last, moved(array, 0, 2, 3, 1));
        });
    return arrays;
  }

  /** Filters whose axis i is axis {@code axes[i]} of {@code array}; others as they are. */
  private static NamedArray moved(NamedArray array, int... axes) {
    Shape from = array.shape();
    if (from.rank() != FILTER_RANK) {
      return array;
    }
    int[] strides = new int[FILTER_RANK];
    int[] extents = new int[FILTER_RANK];
    for (int i = 0; i < FILTER_RANK; i++) {
      extents[i] = from.dimension(axes[i]);
      strides[i] = 1;
      for (int inner = axes[i] + 1; inner < FILTER_RANK; inner++) {
        strides[i] *= from.dimension(inner);
      }
    }
    float[] values = new float[from.size()];
    int next = 0;
    for (int a = 0; a < extents[0]; a++) {
      for (int b = 0; b < extents[1]; b++) {
        for (int c = 0; c < extents[2]; c++) {
          for (int d = 0; d < extents[3]; d++) {
            values[next++] =
                array.values()[a * strides[0] + b * strides[1] + c * strides[2] + d * strides[3]];
          }
        }
      }
    }
    return new NamedArray(Shape.of(extents), values);
  }
}
