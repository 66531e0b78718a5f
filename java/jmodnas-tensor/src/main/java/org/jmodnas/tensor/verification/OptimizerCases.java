package org.jmodnas.tensor.verification;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.nn.ParameterSet;
import org.jmodnas.tensor.optim.Adam;
import org.jmodnas.tensor.optim.GradientClipping;
import org.jmodnas.tensor.optim.Sgd;

/** Several steps of each optimiser along random gradients, and what they move. */
public final class OptimizerCases {
  private static final double TOLERANCE = 1e-5;
  private static final int STEPS = 4;
  private static final Shape SHAPE = Shape.of(5003);

  private OptimizerCases() {}

  static List<VerificationCase> all() {
    return List.of(
        of("SGD, clipped", OptimizerCases::sgd),
        of("Adam", (backend, parameters) -> adam(backend, parameters, false)),
        of("AdamW", (backend, parameters) -> adam(backend, parameters, true)),
        minNorm());
  }

  private static VerificationCase minNorm() {
    Shape gradients = Shape.of(13, 1001);
    return new VerificationCase(
        "min-norm weights",
        gradients.toString(),
        1e-3,
        (backend, random) -> {
          Tensor weights = backend.allocate(Shape.of(gradients.dimension(0)));
          Tensor values = backend.tensor(gradients, Differentiable.values(gradients, random));
          backend.optimizer().minNormWeights(values, weights);
          return Map.of("weights", weights.toArray());
        });
  }

  private static VerificationCase of(
      String name, BiFunction<Backend, ParameterSet, Consumer<Tensor>> optimizer) {
    return new VerificationCase(
        name,
        SHAPE.toString(),
        TOLERANCE,
        (backend, random) -> {
          ParameterSet parameters =
              new ParameterSet.Builder()
                  .add("values", SHAPE, Differentiable.values(SHAPE, random))
                  .build(backend);
          Consumer<Tensor> update = optimizer.apply(backend, parameters);
          Shape flat = parameters.flat().shape();
          for (int step = 0; step < STEPS; step++) {
            update.accept(backend.tensor(flat, Differentiable.values(flat, random)));
          }
          return Map.of("parameters", parameters.flat().toArray());
        });
  }

  /**
   * SGD with momentum, weight decay and clipping; takes a step along each gradient it is given.
   *
   * @param backend whose innermost scope owns the state
   */
  public static Consumer<Tensor> sgd(Backend backend, ParameterSet parameters) {
    Sgd sgd = new Sgd(backend, parameters, 0.9f, 3e-3f);
    return gradient -> sgd.step(gradient, 0.05f, 1, GradientClipping.of(backend, gradient, 5));
  }

  private static Consumer<Tensor> adam(
      Backend backend, ParameterSet parameters, boolean decoupled) {
    Adam adam = new Adam(backend, parameters, new Adam.Config(0.8f, 0.95f, 1e-6f, 0.1f, decoupled));
    return gradient -> adam.step(gradient, 0.01f, 0.7f, null);
  }
}
