package org.jmodnas.tensor.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.OptimizerKernels;
import org.jmodnas.tensor.nn.ParameterSet;
import org.jmodnas.testkit.BackendTest;
import org.jmodnas.testkit.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OptimizersTest extends BackendTest {
  private static final int STEPS = 5;

  private final Golden golden = Golden.load("optimizer");

  @Test
  void sgdMatches() {
    ParameterSet parameters = parameters("sgd");
    Sgd sgd =
        new Sgd(
            backend, parameters, golden.scalar("sgd.momentum"), golden.scalar("sgd.weight_decay"));
    for (int step = 1; step <= STEPS; step++) {
      sgd.step(gradient(parameters, "sgd", step), golden.scalar("sgd.learning_rate"));
      golden.assertMatches("sgd.parameter." + step, parameters.get("p"), 1e-6);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"adam", "adamw"})
  void adamMatches(String name) {
    ParameterSet parameters = parameters(name);
    Adam adam =
        new Adam(
            backend,
            parameters,
            new Adam.Config(
                golden.scalar(name + ".beta1"),
                golden.scalar(name + ".beta2"),
                golden.scalar(name + ".epsilon"),
                golden.scalar(name + ".weight_decay"),
                name.equals("adamw")));
    for (int step = 1; step <= STEPS; step++) {
      adam.step(gradient(parameters, name, step), golden.scalar(name + ".learning_rate"));
      golden.assertMatches(name + ".parameter." + step, parameters.get("p"), 5e-6);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"clip_active", "clip_idle"})
  void clippingMatches(String name) {
    float[] first = golden.values(name + ".gradient.0");
    float[] second = golden.values(name + ".gradient.1");
    float[] both = new float[first.length + second.length];
    System.arraycopy(first, 0, both, 0, first.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    Tensor gradient = backend.tensor(Shape.of(both.length), both);
    Tensor parameters = backend.zeros(gradient.shape());
    Tensor velocity = backend.zeros(gradient.shape());
    backend
        .optimizer()
        .sgd(
            new OptimizerKernels.Sgd(1, 0, 0, 1),
            GradientClipping.of(backend, gradient, golden.scalar(name + ".limit")),
            parameters,
            gradient,
            velocity);
    float[] clipped = golden.values(name + ".clipped.0");
    for (int i = 0; i < clipped.length; i++) {
      assertThat(-parameters.toArray()[i]).isCloseTo(clipped[i], within(1e-5f));
    }
  }

  @Test
  void cosineScheduleMatches() {
    CosineSchedule schedule =
        new CosineSchedule(
            golden.scalar("cosine.highest"),
            golden.scalar("cosine.lowest"),
            (int) golden.scalar("cosine.epochs"));
    float[] rates = golden.values("cosine.rates");
    for (int epoch = 0; epoch < rates.length; epoch++) {
      assertThat((float) schedule.rate(epoch)).isCloseTo(rates[epoch], within(1e-6f));
    }
  }

  private ParameterSet parameters(String name) {
    return new ParameterSet.Builder()
        .add("p", Shape.of(3, 5), golden.values(name + ".initial"))
        .build(backend);
  }

  private Tensor gradient(ParameterSet parameters, String name, int step) {
    Tensor flat = backend.zeros(parameters.flat().shape());
    flat.slice(0, Shape.of(3, 5)).set(golden.values(name + ".gradient." + step));
    return flat;
  }
}
