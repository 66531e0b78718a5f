package org.jmodnas.baselines.trainingfree;

import org.jmodnas.network.Network;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;

/** The gradient of the sum of all class scores of a batch with respect to its images. */
final class InputJacobian {
  private InputJacobian() {}

  /** One row an image; zeros if the scores do not depend on the images. */
  static double[][] of(Network network, Tensor images, Backend backend) {
    try (TensorScope scope = backend.openScope();
        Tape tape = new Tape(backend)) {
      tape.watch(images);
      Tensor logits = network.logits(tape, images);
      int batch = images.shape().dimension(0);
      double[][] rows = new double[batch][images.shape().size() / batch];
      if (tape.tracks(logits)) {
        Tensor ones = backend.allocate(logits.shape());
        backend.elementwise().fill(ones, 1);
        float[] values = tape.backward(logits, ones).get(images).toArray();
        for (int i = 0; i < values.length; i++) {
          rows[i / rows[0].length][i % rows[0].length] = values[i];
        }
      }
      return rows;
    }
  }
}
