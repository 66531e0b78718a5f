package org.jmodnas.baselines.trainingfree;

import java.util.function.Function;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.nn.ParameterSet;
import org.jmodnas.tensor.optim.Sgd;

/** Steps of SGD with momentum 0.9 and weight decay 5·10⁻⁴, the settings of RMI-NAS. */
final class BriefTraining {
  /** Learning rate of RMI-NAS. */
  static final float RATE = 0.1f;

  private static final float MOMENTUM = 0.9f;
  private static final float DECAY = 5e-4f;

  private final Backend backend;
  private final ParameterSet parameters;
  private final Sgd sgd;

  BriefTraining(ParameterSet parameters, Backend backend) {
    this.parameters = parameters;
    this.backend = backend;
    sgd = new Sgd(backend, parameters, MOMENTUM, DECAY);
  }

  /** A step along the gradient of {@code loss}, which depends on the parameters. */
  void step(Function<Tape, Tensor> loss, float rate) {
    try (TensorScope scope = backend.openScope();
        Tape tape = new Tape(backend)) {
      parameters.watch(tape);
      sgd.step(parameters.flat(backend, tape.backward(loss.apply(tape))), rate);
    }
  }
}
