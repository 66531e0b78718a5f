package org.jmodnas.hardware;

import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Gradients;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.jmodnas.testkit.Golden;
import org.junit.jupiter.api.Test;

final class MetricPredictorTest extends BackendTest {
  @Test
  void matchesPyTorch() {
    Golden golden = Golden.load("predictor");
    MetricPredictor predictor = MetricPredictor.create(12, 10, backend, new Philox(0, 0));
    predictor
        .parameters()
        .forEach((name, tensor) -> tensor.set(golden.values("predictor." + name)));
    try (Tape tape = new Tape(backend)) {
      predictor.parameters().watch(tape);
      Tensor x = tape.watch(golden.tensor(backend, "predictor.x"));
      Tensor output = predictor.predictFromNodes(tape, x, golden.tensor(backend, "predictor.d"));
      golden.assertMatches("predictor.output", output, 1e-5);
      Gradients gradients = tape.backward(output, golden.tensor(backend, "predictor.cotangent"));
      golden.assertMatches("predictor.grad_x", gradients.get(x), 2e-5);
      predictor
          .parameters()
          .forEach(
              (name, tensor) ->
                  golden.assertMatches("predictor.grad_" + name, gradients.get(tensor), 2e-5));
    }
  }
}
