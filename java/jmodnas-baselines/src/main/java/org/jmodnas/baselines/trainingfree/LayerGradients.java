package org.jmodnas.baselines.trainingfree;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Gradients;
import org.jmodnas.tensor.nn.ParameterSet;

/**
 * Weights θ of the convolutions and linear layers with gradients; neither biases nor batch norms.
 *
 * @param layers by name; the gradient of a weight that nothing depends on is 0
 */
record LayerGradients(Map<String, Layer> layers) {
  private static final String WEIGHT = ".weight";

  /** Weights and gradients of one layer. */
  record Layer(float[] weights, float[] gradients) {}

  static LayerGradients of(ParameterSet parameters, Gradients gradients) {
    Map<String, Layer> layers = new LinkedHashMap<>();
    parameters.forEach(
        (name, tensor) -> {
          if (isWeight(name)) {
            float[] weights = tensor.toArray();
            layers.put(
                name,
                new Layer(
                    weights,
                    gradients.of(tensor).map(Tensor::toArray).orElse(new float[weights.length])));
          }
        });
    return new LayerGradients(layers);
  }

  /** Whether a parameter is the weight of a convolution or of a linear layer. */
  static boolean isWeight(String parameter) {
    return parameter.endsWith(WEIGHT);
  }

  /** Σ of a term of each weight. */
  double sum(Term term) {
    double sum = 0;
    for (Layer layer : layers.values()) {
      for (int i = 0; i < layer.weights.length; i++) {
        sum += term.of(layer.weights[i], layer.gradients[i]);
      }
    }
    return sum;
  }

  /** A number made of a weight and its gradient. */
  @FunctionalInterface
  interface Term {
    double of(double weight, double gradient);
  }
}
