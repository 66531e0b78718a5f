package org.jmodnas.baselines.trainingfree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.jmodnas.space.nasbench201.DeployedNetwork;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Gradients;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.data.Batch;
import org.jmodnas.tensor.data.ImageDataset;
import org.jmodnas.tensor.data.ImageDataset.ImageSize;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.jmodnas.testkit.Golden;
import org.jmodnas.testkit.GradientCheck;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.Test;

final class RepresentationSimilarityTest extends BackendTest {
  private static final int BATCH = 6;

  private final Golden golden = Golden.load("trainingfree");

  @Test
  void theAlignmentAgreesWithPyTorch() {
    float[] reference =
        KernelAlignment.kernel(backend, golden.tensor(backend, "alignment.reference"));
    try (Tape tape = new Tape(backend)) {
      Tensor x = tape.watch(golden.tensor(backend, "alignment.x"));
      Tensor alignment = KernelAlignment.of(tape, x, reference);
      golden.assertMatches("alignment.output", alignment, 1e-5);
      Gradients gradients =
          tape.backward(
              alignment, backend.tensor(Shape.of(), golden.scalar("alignment.cotangent")));
      golden.assertMatches("alignment.grad_x", gradients.get(x), 1e-5);
    }
  }

  @Test
  @Seeded
  void theAlignmentsGradientIsThatOfDifferences(Philox random) {
    float[] features = new float[5 * 7];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) random.nextGaussian();
    }
    float[] reference = KernelAlignment.kernel(backend, backend.tensor(Shape.of(5, 7), features));
    new GradientCheck(backend, random.key())
        .check(
            "alignment",
            (tape, inputs) -> KernelAlignment.of(tape, inputs.get(0), reference),
            Shape.of(5, 3, 1, 3));
  }

  @Test
  void featuresAlignWithThemselvesShiftedAndScaled() {
    Tensor x = golden.tensor(backend, "alignment.x");
    Tensor other = backend.allocate(x.shape());
    backend.elementwise().affine(x, -3, 2, other);
    float[] reference = KernelAlignment.kernel(backend, x);
    try (Tape tape = new Tape(backend)) {
      assertThat(KernelAlignment.of(tape, other, reference).item()).isCloseTo(1, within(1e-5f));
    }
  }

  @Test
  @Seeded
  void trainingMakesACandidateSimilar(Philox random) {
    ImageDataset data = images(random);
    double before = similarity(data, 0, random);
    double after = similarity(data, 20, random);
    assertThat(before).isBetween(0.0, 3.0);
    assertThat(after).isBetween(before + 0.1, 3.0);
    assertThat(similarity(data, 20, random)).isEqualTo(after);
  }

  private double similarity(ImageDataset data, int steps, Philox random) {
    TrainingFreeMetric metric =
        new RepresentationSimilarity(
            data, new RepresentationSimilarity.Settings(steps, BATCH, 2), backend, random.split(7));
    Probe.Subject subject =
        new Probe.Subject(
            new NasBench201Space().decode(3, 1, 2, 4, 3, 0),
            new DeployedNetwork.Size(1, 4, 8, 3, 2));
    Batch batch = new Batch(Shape.of(1, 8, 8, 3), new float[192], new int[1]);
    try (Probe probe = new Probe(subject, batch, backend, random.split(8))) {
      return metric.value(probe);
    }
  }

  private static ImageDataset images(Philox random) {
    byte[] pixels = new byte[16 * 192];
    int[] labels = new int[16];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) random.nextInt(256);
    }
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % 2;
    }
    return new ImageDataset(new ImageSize(8, 8, 3), 2, pixels, labels);
  }

  @Test
  void impossibleSettingsAreRefused() {
    assertThatThrownBy(() -> new RepresentationSimilarity.Settings(1, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
