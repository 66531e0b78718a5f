package org.jmodnas.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jmodnas.network.ForwardingLayers;
import org.jmodnas.network.TapeLayers;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.nn.ParameterSet;
import org.jmodnas.tensor.ops.Matrix;
import org.jmodnas.tensor.ops.Normalization;

/**
 * Layers of a deployed network: batch norm is a factor and a constant a channel, made of the
 * running statistics.
 *
 * @param inner the other layers
 * @param norms of each batch norm
 */
record InferenceLayers(TapeLayers inner, Map<String, ChannelAffine> norms)
    implements ForwardingLayers {
  /**
   * y = factor·x + constant per channel, as a product with a matrix, which every backend has.
   *
   * @param factors (channels, channels), 0 off the diagonal
   * @param constants (channels)
   */
  record ChannelAffine(Tensor factors, Tensor constants) {}

  /** Layers whose constants the innermost scope of the tape's backend owns. */
  static InferenceLayers of(Tape tape, ParameterSet parameters, ParameterSet statistics) {
    Map<String, ChannelAffine> norms = new LinkedHashMap<>();
    statistics.forEach(
        (name, mean) -> {
          if (name.endsWith(RunningStatistics.MEAN)) {
            String norm = name.substring(0, name.length() - RunningStatistics.MEAN.length());
            norms.put(norm, affine(tape, norm, parameters, statistics));
          }
        });
    return new InferenceLayers(new TapeLayers(tape, parameters), norms);
  }

  private static ChannelAffine affine(
      Tape tape, String norm, ParameterSet parameters, ParameterSet statistics) {
    float[] scale = parameters.get(norm + ".scale").toArray();
    float[] constants = parameters.get(norm + ".shift").toArray();
    float[] mean = statistics.get(norm + RunningStatistics.MEAN).toArray();
    float[] variance = statistics.get(norm + RunningStatistics.VARIANCE).toArray();
    int channels = scale.length;
    float[] factors = new float[channels * channels];
    for (int c = 0; c < channels; c++) {
      double factor = scale[c] / Math.sqrt(variance[c] + (double) Normalization.EPSILON);
      factors[c * channels + c] = (float) factor;
      constants[c] = (float) (constants[c] - factor * mean[c]);
    }
    return new ChannelAffine(
        tape.backend().tensor(Shape.of(channels, channels), factors),
        tape.backend().tensor(Shape.of(channels), constants));
  }

  @Override
  public Tensor norm(String name, Tensor x) {
    ChannelAffine affine = norms.get(name);
    if (affine == null) {
      throw new IllegalArgumentException("No batch norm '" + name + "' among " + norms.keySet());
    }
    return Matrix.linear(tape(), x, affine.factors, affine.constants);
  }
}
