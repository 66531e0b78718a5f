package org.jmodnas.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.jmodnas.tensor.Shape;
import org.jmodnas.testkit.BackendTest;
import org.junit.jupiter.api.Test;

final class BaselineTest extends BackendTest {
  private static final Offset<Float> CLOSE = Offset.offset(1e-6f);

  @Test
  void aDeviceIsComparedWithTheMeanOfTheOthers() {
    assertThat(advantages(new Baseline(), 1, 2, 6))
        .containsExactly(new float[] {1 - 4, 2 - 3.5f, 6 - 1.5f}, CLOSE);
  }

  @Test
  void aDeviceAloneIsComparedWithWhatWentBefore() {
    Baseline baseline = new Baseline();
    assertThat(advantages(baseline, 2)).containsExactly(0);
    baseline.add(new float[] {2});
    assertThat(advantages(baseline, 3)).containsExactly(1);
    baseline.add(new float[] {3});
    assertThat(advantages(baseline, 3)).containsExactly(new float[] {0.9f}, CLOSE);
  }

  private float[] advantages(Baseline baseline, float... losses) {
    return baseline.advantages(backend, backend.tensor(Shape.of(losses.length), losses)).toArray();
  }
}
