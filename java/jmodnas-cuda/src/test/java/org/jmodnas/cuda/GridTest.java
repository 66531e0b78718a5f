package org.jmodnas.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class GridTest {
  @Test
  void gridsCoverTheirWorkUpToALimit() {
    assertThat(Grid.covering(1, 256).blocks()).isEqualTo(1);
    assertThat(Grid.covering(257, 256).blocks()).isEqualTo(2);
    assertThat(Grid.covering(Integer.MAX_VALUE, 256).blocks()).isEqualTo(2048);
    assertThat(Grid.ofRows(9, 256).blocks()).isEqualTo(2);
    assertThat(Grid.ofRows(Integer.MAX_VALUE, 256).blocks()).isEqualTo(2048);
    assertThat(Grid.ofColumns(17).blocks()).isEqualTo(3);
    assertThat(Grid.summing(5000).blocks()).isEqualTo(5);
    assertThat(Grid.summing(Integer.MAX_VALUE).blocks()).isEqualTo(256);
    assertThatThrownBy(() -> Grid.of(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
