package org.jmodnas.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jmodnas.hardware.TargetDevice;
import org.jmodnas.hypernet.HypernetworkConfig;
import org.jmodnas.hypernet.MetaHypernetwork;
import org.jmodnas.hypernet.PreferenceLattice;
import org.jmodnas.sampling.ReinMaxSampler;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.supernet.NasBench201Supernet;
import org.jmodnas.supernet.SampledArchitecture;
import org.jmodnas.supernet.SupernetConfig;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Gradients;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.data.Batch;
import org.jmodnas.tensor.ops.Softmax;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.tensor.verification.VerificationCase;

/**
 * Whole steps of a search whose results two backends must agree on: passes of the supernet on
 * streams of their own, gradients, SGD.
 *
 * <p>The gradient of a ReLU jumps where its input is 0, so a network on unlucky numbers can differ
 * between backends by far more than rounding. The draw made here is not of that kind.
 */
public final class StepCases {
  private static final double TOLERANCE = 1e-3;
  private static final Shape IMAGES = Shape.of(3, 8, 8, 3);
  private static final SupernetConfig SUPERNET = new SupernetConfig(1, 5, 3, 7);
  private static final int[] CHOICES = {3, 2, 1, 4, 3, 2};
  private static final int DEVICES = 3;
  private static final int STEPS = 2;

  /** Of many draws one that noise on the images changes least: its ReLUs see nothing near 0. */
  private static final int DRAW = 4;

  private StepCases() {}

  /** All of them. */
  public static List<VerificationCase> all() {
    return List.of(weightSteps(0), gateGradients(0));
  }

  /**
   * Steps of w on uniformly drawn architectures, one stream each, with noise of this size on the
   * images.
   */
  static VerificationCase weightSteps(float noise) {
    return new VerificationCase(
        "supernet, two steps of SGD",
        IMAGES.toString(),
        TOLERANCE,
        (backend, stream) -> {
          Philox random = stream.split(DRAW);
          NasBench201Supernet supernet = NasBench201Supernet.create(SUPERNET, backend, random);
          Map<String, float[]> results = new LinkedHashMap<>();
          try (Workers workers = new Workers(backend, DEVICES)) {
            WeightStep step =
                new WeightStep(supernet, policy(backend, random), workers, backend, config());
            float[] before = supernet.parameters().flat().toArray();
            float[] losses = new float[STEPS];
            for (int i = 0; i < STEPS; i++) {
              losses[i] = (float) step.run(i, batch(noise, random), devices(), random.split(i));
            }
            results.put("losses", losses);
            results.put("change of w", difference(supernet.parameters().flat().toArray(), before));
          }
          return results;
        });
  }

  /** One pass with the gradients that the upper level needs, with noise as above. */
  static VerificationCase gateGradients(float noise) {
    return new VerificationCase(
        "supernet, gradient of the gates",
        IMAGES.toString(),
        TOLERANCE,
        (backend, stream) -> {
          Philox random = stream.split(DRAW);
          NasBench201Supernet supernet = NasBench201Supernet.create(SUPERNET, backend, random);
          Batch batch = batch(noise, random);
          try (Tape tape = new Tape(backend)) {
            Tensor images = tape.watch(backend.tensor(IMAGES, batch.images()));
            Tensor gates = tape.watch(backend.tensor(Shape.of(CHOICES.length, 5), oneHot()));
            Tensor logits =
                supernet.logits(tape, images, SampledArchitecture.gated(CHOICES, gates));
            Tensor loss = Softmax.crossEntropy(tape, logits, batch.labels(), 0);
            Map<String, float[]> results = new LinkedHashMap<>();
            results.put("logits", logits.toArray());
            results.put("loss", loss.toArray());
            Gradients gradients = tape.backward(loss);
            results.put("gradient of z", gradients.get(gates).toArray());
            results.put("gradient of x", gradients.get(images).toArray());
            return results;
          }
        });
  }

  private static ArchitecturePolicy policy(Backend backend, Philox random) {
    MetaHypernetwork hypernetwork =
        MetaHypernetwork.create(
            new HypernetworkConfig(1, 1, 30, false),
            new PreferenceLattice(2, 1, true),
            backend,
            random.split(DEVICES));
    return new ArchitecturePolicy(
        hypernetwork, new ReinMaxSampler(), new NasBench201Space(), false);
  }

  private static SearchConfig config() {
    SearchConfig.Weights weights =
        SearchConfig.Weights.standard().with(1, SearchConfig.Weights.ALL_DEVICES);
    return new SearchConfig(
        STEPS,
        IMAGES.dimension(0),
        SUPERNET.cells(),
        SUPERNET.channels(),
        0,
        DEVICES,
        weights,
        SearchConfig.Hypernetwork.standard());
  }

  private static List<SearchTarget> devices() {
    TargetDevice.Calibration identity = new TargetDevice.Calibration(1, 0, -1, 1);
    List<SearchTarget> devices = new ArrayList<>();
    for (int i = 0; i < DEVICES; i++) {
      devices.add(
          new SearchTarget(
              List.of(new TargetDevice("device " + i, new float[1], new float[1], identity))));
    }
    return devices;
  }

  private static Batch batch(float noise, Philox random) {
    float[] pixels = new float[IMAGES.size()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) (random.nextGaussian() + noise * random.nextGaussian());
    }
    return new Batch(IMAGES, pixels, IntStream.range(0, IMAGES.dimension(0)).toArray());
  }

  private static float[] oneHot() {
    float[] gates = new float[CHOICES.length * 5];
    for (int edge = 0; edge < CHOICES.length; edge++) {
      gates[edge * 5 + CHOICES[edge]] = 1;
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
