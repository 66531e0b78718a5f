package org.jmodnas.hypernet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jmodnas.hardware.DeviceEmbedding;
import org.jmodnas.sampling.Preference;
import org.jmodnas.sampling.Preferences;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.ops.Shaping;
import org.jmodnas.tensor.ops.Softmax;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.junit.jupiter.api.Test;

/**
 * The conditioning of decided hypernetworks of either form, on devices that are nearly parallel.
 */
final class FormConditioningTest extends BackendTest {
  private static final int FEATURES = 10;

  @Test
  void thePublishedFormHardlyTellsDevicesApart() {
    Philox random = new Philox(20_261_124, 3);
    List<float[]> raw = new ArrayList<>();
    float[] common = new float[FEATURES];
    for (int f = 0; f < FEATURES; f++) {
      common[f] = (float) random.nextDouble();
    }
    for (int d = 0; d < 8; d++) {
      float[] device = common.clone();
      for (int f = 0; f < FEATURES; f++) {
        device[f] += (float) (0.05 * random.nextGaussian());
      }
      raw.add(device);
    }
    DeviceEmbedding.Standardizer standardizer = new DeviceEmbedding.Standardizer(raw);
    Conditioning published =
        conditioning(raw, BankScores.SINE, new PreferenceLattice(2, 100, false));
    Conditioning standard =
        conditioning(
            raw.stream().map(standardizer::apply).toList(),
            BankScores.DOT,
            new PreferenceLattice(2, 10, true));
    assertThat(published.preference().share()).as("both depend on r").isGreaterThan(0.3);
    assertThat(standard.preference().share()).isGreaterThan(0.3);
    assertThat(published.device().share()).isLessThan(0.01);
    assertThat(standard.device().share()).isGreaterThan(10 * published.device().share());
  }

  private Conditioning conditioning(
      List<float[]> devices, BankScores scores, PreferenceLattice lattice) {
    MetaHypernetwork hypernetwork =
        MetaHypernetwork.create(
            new HypernetworkConfig(50, FEATURES, 30, scores), lattice, backend, new Philox(1, 1));
    Tensor banks = hypernetwork.parameters().get("banks");
    backend.elementwise().affine(banks, 20, 0, banks);
    List<Preference> preferences = Preferences.rays(24);
    return Conditioning.of(
        devices.stream()
            .map(device -> probabilities(hypernetwork, device, preferences))
            .toArray(double[][][][]::new));
  }

  private double[][][] probabilities(
      MetaHypernetwork hypernetwork, float[] device, List<Preference> preferences) {
    float[] rows = new float[preferences.size() * FEATURES];
    for (int i = 0; i < preferences.size(); i++) {
      System.arraycopy(device, 0, rows, i * FEATURES, FEATURES);
    }
    try (Tape tape = new Tape(backend)) {
      Tensor alpha =
          hypernetwork.forward(
              tape,
              hypernetwork.coefficients(backend, preferences),
              backend.tensor(Shape.of(preferences.size(), FEATURES), rows));
      float[] flat =
          Softmax.softmax(tape, Shaping.view(tape, alpha, Shape.of(preferences.size(), 6, 5)))
              .toArray();
      double[][][] pi = new double[preferences.size()][6][5];
      for (int i = 0; i < flat.length; i++) {
        pi[i / 30][i / 5 % 6][i % 5] = flat[i];
      }
      return pi;
    }
  }
}
