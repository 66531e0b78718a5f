package org.jmodnas.cli.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.jmodnas.multigradient.DeviceCombination;
import org.jmodnas.multigradient.GradientCombination;
import org.jmodnas.objective.Cosmos;
import org.jmodnas.objective.RaysHypervolume;
import org.jmodnas.objective.Scalarization;
import org.jmodnas.objective.SmoothTchebycheff;
import org.jmodnas.objective.WeightedSum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MethodTermTest {
  @Test
  void aNameAloneHasItsUsualNumber() {
    assertThat(MethodTerm.scalarization("linear")).isEqualTo(new WeightedSum(2));
    assertThat(MethodTerm.scalarization("tchebycheff")).isEqualTo(new SmoothTchebycheff(0.1));
    assertThat(MethodTerm.scalarization("cosmos")).isEqualTo(new Cosmos(0.01));
    assertThat(MethodTerm.scalarization("hypervolume")).isEqualTo(new RaysHypervolume(4, 5));
    assertThat(MethodTerm.scalarization("hypervolume:3")).isEqualTo(new RaysHypervolume(3, 5));
    assertThat(MethodTerm.combination("cagrad"))
        .isEqualTo(new GradientCombination(DeviceCombination.CAGRAD, 0.4));
  }

  @Test
  void scalarizationsAreReadAsTheyAreWritten() {
    for (Scalarization scalarization :
        new Scalarization[] {
          new WeightedSum(1.5),
          new SmoothTchebycheff(0.02),
          new Cosmos(3),
          new RaysHypervolume(6, 0.25)
        }) {
      assertThat(MethodTerm.scalarization(MethodTerm.text(scalarization))).isEqualTo(scalarization);
    }
  }

  @ParameterizedTest
  @EnumSource
  void combinationsAreReadAsTheyAreWritten(DeviceCombination method) {
    double radius = method == DeviceCombination.CAGRAD ? 0.25 : 0.4;
    GradientCombination combination = new GradientCombination(method, radius);
    assertThat(MethodTerm.combination(MethodTerm.text(combination))).isEqualTo(combination);
  }
}
