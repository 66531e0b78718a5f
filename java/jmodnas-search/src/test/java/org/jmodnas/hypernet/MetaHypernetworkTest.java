package org.jmodnas.hypernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.jmodnas.sampling.Preference;
import org.jmodnas.sampling.Preferences;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Gradients;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.jmodnas.testkit.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MetaHypernetworkTest extends BackendTest {
  @ParameterizedTest
  @ValueSource(strings = {"published", "plain"})
  void matchesPyTorch(String name) {
    Golden golden = Golden.load("hypernetwork");
    MetaHypernetwork hypernetwork =
        MetaHypernetwork.create(
            new HypernetworkConfig(
                7, 10, 30, name.equals("published") ? BankScores.SINE : BankScores.DOT),
            new PreferenceLattice(2, 4, true),
            backend,
            new Philox(0, 0));
    Tensor keys = hypernetwork.parameters().get("keys").set(golden.values(name + ".keys"));
    Tensor banks = hypernetwork.parameters().get("banks").set(golden.values(name + ".banks"));
    try (Tape tape = new Tape(backend)) {
      hypernetwork.parameters().watch(tape);
      Tensor alpha =
          hypernetwork.forward(
              tape,
              golden.tensor(backend, name + ".coefficients"),
              golden.tensor(backend, name + ".devices"));
      golden.assertMatches(name + ".output", alpha, 1e-5);
      Gradients gradients = tape.backward(alpha, golden.tensor(backend, name + ".cotangent"));
      golden.assertMatches(name + ".grad_keys", gradients.get(keys), 1e-5);
      golden.assertMatches(name + ".grad_banks", gradients.get(banks), 1e-5);
    }
  }

  /** Sharpness τ and keys E are in α as τE alone, so τ ∂α/∂τ = ⟨E, ∂α/∂E⟩. */
  @Test
  void scaledScoresAreThoseOfLongerKeys() {
    float sharpness = 2.5f;
    MetaHypernetwork scaled = hypernetwork(BankScores.scaled(sharpness));
    MetaHypernetwork longer = hypernetwork(BankScores.DOT);
    Tensor keys = longer.parameters().get("keys");
    backend.elementwise().affine(keys, sharpness, 0, keys);
    Philox random = new Philox(20_261_125, 1);
    Tensor devices = backend.tensor(Shape.of(6, 10), normal(random, 60));
    Tensor coefficients = scaled.coefficients(backend, Preferences.rays(6));
    Tensor cotangent = backend.tensor(Shape.of(6, 30), normal(random, 180));
    try (Tape tape = new Tape(backend)) {
      scaled.parameters().watch(tape);
      Tensor alpha = scaled.forward(tape, coefficients, devices);
      float[] expected = longer.forward(tape, coefficients, devices).toArray();
      assertThat(alpha.toArray()).containsExactly(expected, within(1e-5f));
      Gradients gradients = tape.backward(alpha, cotangent);
      float[] own = scaled.parameters().get("keys").toArray();
      float[] ofKeys = gradients.get(scaled.parameters().get("keys")).toArray();
      double product = 0;
      for (int i = 0; i < own.length; i++) {
        product += (double) own[i] * ofKeys[i];
      }
      float ofSharpness = gradients.get(scaled.parameters().get("sharpness")).toArray()[0];
      assertThat(Math.abs(product)).isGreaterThan(0.1);
      assertThat((double) sharpness * ofSharpness).isCloseTo(product, within(1e-4));
    }
  }

  private MetaHypernetwork hypernetwork(BankScores scores) {
    return MetaHypernetwork.create(
        new HypernetworkConfig(7, 10, 30, scores),
        new PreferenceLattice(2, 4, true),
        backend,
        new Philox(3, 3));
  }

  private static float[] normal(Philox random, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  @Test
  void latticeReproducesEveryPreference() {
    Philox random = new Philox(20_261_124, 1);
    for (int objectives = 2; objectives <= 4; objectives++) {
      PreferenceLattice lattice = new PreferenceLattice(objectives, 5, true);
      List<Preference> points = lattice.preferences();
      for (int i = 0; i < 200; i++) {
        Preference r = Preferences.uniform(objectives, random);
        float[] coefficients = lattice.coefficients(r);
        for (int m = 0; m < objectives; m++) {
          double mixed = 0;
          for (int node = 0; node < coefficients.length; node++) {
            assertThat(coefficients[node]).isBetween(0f, 1f);
            mixed += coefficients[node] * points.get(node).weight(m);
          }
          assertThat(mixed).isCloseTo(r.weight(m), within(1e-6));
        }
      }
    }
  }

  @Test
  void binnedLatticeTakesTheNearestBin() {
    PreferenceLattice lattice = new PreferenceLattice(2, 100, false);
    assertThat(lattice.size()).isEqualTo(101);
    assertThat(lattice.coefficients(Preference.of(0.337, 0.663))[34]).isEqualTo(1);
  }

  @Test
  void pretrainingMakesTheStartUniform() {
    Philox random = new Philox(4, 4);
    MetaHypernetwork hypernetwork =
        MetaHypernetwork.create(
            new HypernetworkConfig(50, 10, 30, BankScores.DOT),
            new PreferenceLattice(2, 10, true),
            backend,
            random);
    float[] device = {0.1f, -1, 0.5f, 2, 0, 1, -0.3f, 0.7f, -1.5f, 0.2f};
    float[] other = {-1, 1, -0.5f, 1, 0.4f, -1, 0.3f, 0.9f, 1.5f, -0.8f};
    double before = rms(hypernetwork, device);
    UniformPretraining.run(hypernetwork, List.of(device, other), backend, random);
    assertThat(before).isGreaterThan(0.1);
    assertThat(rms(hypernetwork, device)).isLessThan(0.02);
  }

  private double rms(MetaHypernetwork hypernetwork, float[] device) {
    List<Preference> rays = Preferences.rays(24);
    float[] devices = new float[24 * device.length];
    for (int i = 0; i < devices.length; i++) {
      devices[i] = device[i % device.length];
    }
    try (Tape tape = new Tape(backend)) {
      float[] alpha =
          hypernetwork
              .forward(
                  tape,
                  hypernetwork.coefficients(backend, rays),
                  backend.tensor(Shape.of(24, device.length), devices))
              .toArray();
      double sum = 0;
      for (float value : alpha) {
        sum += (double) value * value;
      }
      return Math.sqrt(sum / alpha.length);
    }
  }
}
