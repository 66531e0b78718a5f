package org.jmodnas.supernet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.autodiff.Gradients;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.nn.ParameterSet;
import org.jmodnas.tensor.ops.Elementwise;
import org.jmodnas.tensor.ops.Softmax;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.tensor.verification.OptimizerCases;
import org.jmodnas.tensor.verification.VerificationCase;

/**
 * Work of a whole supernet that two backends must agree on: passes on streams of their own, their
 * gradients, SGD.
 *
 * <p>The gradient of a ReLU jumps where its input is 0, so a network on unlucky numbers can differ
 * between backends by far more than rounding. The draw made here is not of that kind.
 */
public final class SupernetCases {
  private static final double TOLERANCE = 1e-3;
  private static final Shape IMAGES = Shape.of(3, 8, 8, 3);
  private static final int[] LABELS = IntStream.range(0, IMAGES.dimension(0)).toArray();
  private static final SupernetConfig CONFIG = new SupernetConfig(1, 5, 3, 7);
  private static final int OPERATIONS = 5;
  private static final int[][] ARCHITECTURES = {
    {3, 2, 1, 4, 3, 2}, {1, 3, 4, 2, 2, 3}, {4, 0, 3, 1, 2, 3}
  };
  private static final int STEPS = 2;

  /** Of many draws one that noise on the images changes least: its ReLUs see nothing near 0. */
  private static final int DRAW = 0;

  private SupernetCases() {}

  /** All of them. */
  public static List<VerificationCase> all() {
    return List.of(steps(0), gateGradients(0));
  }

  /** Steps of the weights, with noise of this size on the images. */
  static VerificationCase steps(float noise) {
    return new VerificationCase(
        "supernet, two steps of SGD",
        IMAGES.toString(),
        TOLERANCE,
        (backend, stream) -> {
          Philox random = stream.split(DRAW);
          NasBench201Supernet supernet = NasBench201Supernet.create(CONFIG, backend, random);
          ParameterSet parameters = supernet.parameters();
          float[] before = parameters.flat().toArray();
          Consumer<Tensor> sgd = OptimizerCases.sgd(backend, parameters);
          float[] losses = new float[STEPS];
          for (int i = 0; i < STEPS; i++) {
            losses[i] = step(backend, supernet, sgd, pixels(noise, random));
          }
          Map<String, float[]> results = new LinkedHashMap<>();
          results.put("losses", losses);
          results.put("change of the weights", difference(parameters.flat().toArray(), before));
          return results;
        });
  }

  /** One step along the gradients of all architectures; returns their losses' sum. */
  private static float step(
      Backend backend, NasBench201Supernet supernet, Consumer<Tensor> sgd, float[] pixels) {
    ParameterSet parameters = supernet.parameters();
    try (TensorScope scope = backend.openScope();
        Tape shared = new Tape(backend)) {
      parameters.watch(shared);
      Tensor features = supernet.stem(shared, backend.tensor(IMAGES, pixels));
      List<Tensor> weightGradients = new ArrayList<>();
      List<Tensor> featureGradients = new ArrayList<>();
      float losses = 0;
      for (int[] choices : ARCHITECTURES) {
        try (Backend stream = backend.fork();
            Tape tape = new Tape(stream)) {
          parameters.watch(tape);
          tape.watch(features);
          Tensor logits = supernet.classify(tape, features, SampledArchitecture.fixed(choices));
          Tensor loss = Softmax.crossEntropy(tape, logits, LABELS, 0);
          Gradients gradients = tape.backward(loss);
          weightGradients.add(backend.adopt(parameters.flat(stream, gradients)));
          featureGradients.add(backend.adopt(gradients.get(features)));
          losses += loss.item();
        }
      }
      Tensor cotangent = sum(backend, featureGradients);
      weightGradients.add(parameters.flat(backend, shared.backward(features, cotangent)));
      sgd.accept(sum(backend, weightGradients));
      return losses;
    }
  }

  /** One pass with the gradients of gates and images, with noise as above. */
  static VerificationCase gateGradients(float noise) {
    return new VerificationCase(
        "supernet, gradient of the gates",
        IMAGES.toString(),
        TOLERANCE,
        (backend, stream) -> {
          Philox random = stream.split(DRAW);
          NasBench201Supernet supernet = NasBench201Supernet.create(CONFIG, backend, random);
          int[] choices = ARCHITECTURES[0];
          try (Tape tape = new Tape(backend)) {
            Tensor images = tape.watch(backend.tensor(IMAGES, pixels(noise, random)));
            Shape shape = Shape.of(choices.length, OPERATIONS);
            Tensor gates = tape.watch(backend.tensor(shape, oneHot(choices)));
            Tensor logits =
                supernet.logits(tape, images, SampledArchitecture.gated(choices, gates));
            Tensor loss = Softmax.crossEntropy(tape, logits, LABELS, 0);
            Map<String, float[]> results = new LinkedHashMap<>();
            results.put("logits", logits.toArray());
            Gradients gradients = tape.backward(loss);
            results.put("gradient of the gates", gradients.get(gates).toArray());
            results.put("gradient of the images", gradients.get(images).toArray());
            return results;
          }
        });
  }

  private static Tensor sum(Backend backend, List<Tensor> terms) {
    return Elementwise.sum(new Tape(backend), terms);
  }

  private static float[] pixels(float noise, Philox random) {
    float[] pixels = new float[IMAGES.size()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) (random.nextGaussian() + noise * random.nextGaussian());
    }
    return pixels;
  }

  private static float[] oneHot(int[] choices) {
    float[] gates = new float[choices.length * OPERATIONS];
    for (int edge = 0; edge < choices.length; edge++) {
      gates[edge * OPERATIONS + choices[edge]] = 1;
    }
    return gates;
  }

  private static float[] difference(float[] after, float[] before) {
    float[] difference = new float[after.length];
    for (int i = 0; i < difference.length; i++) {
      difference[i] = after[i] - before[i];
    }
    return difference;
  }
}
