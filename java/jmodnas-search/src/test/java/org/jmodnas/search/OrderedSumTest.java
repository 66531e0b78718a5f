package org.jmodnas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.testkit.BackendTest;
import org.junit.jupiter.api.Test;

final class OrderedSumTest extends BackendTest {
  private static final float LARGE = 1 << 24;

  /** (2^24 + 1) + 1 = 2^24 in float32 but (1 + 1) + 2^24 is not, so the order can be seen. */
  @Test
  void theSumIsThatOfTheNumbersNotOfTheArrival() {
    OrderedSum sum = new OrderedSum(backend.allocate(Shape.of(1)));
    try (TensorScope scope = backend.openScope()) {
      sum.add(backend, 3, Optional.of(scalar(1)));
      sum.add(backend, 1, Optional.of(scalar(1)));
      sum.add(backend, 2, Optional.empty());
      sum.add(backend, 0, Optional.of(scalar(LARGE)));
    }
    assertThat(sum.total().orElseThrow().item()).isEqualTo(LARGE);
  }

  @Test
  void aSumOfNothingButZerosIsEmpty() {
    OrderedSum sum = new OrderedSum(backend.allocate(Shape.of(1)));
    sum.add(backend, 0, Optional.empty());
    assertThat(sum.total()).isEmpty();
  }

  @Test
  void aGapIsNoticed() {
    OrderedSum sum = new OrderedSum(backend.allocate(Shape.of(1)));
    sum.add(backend, 1, Optional.empty());
    assertThatThrownBy(sum::total).isInstanceOf(IllegalStateException.class);
  }

  private Tensor scalar(float value) {
    return backend.tensor(Shape.of(1), value);
  }
}
