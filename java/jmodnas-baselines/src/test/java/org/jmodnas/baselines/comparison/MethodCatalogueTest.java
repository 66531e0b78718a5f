package org.jmodnas.baselines.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jmodnas.tensor.ConfigurationException;
import org.junit.jupiter.api.Test;

final class MethodCatalogueTest {
  private static final NamedMethod NSGA2 =
      new NamedMethod("nsga2", "Something", UniformSearch::new);
  private static final MethodCatalogue CATALOGUE =
      new MethodCatalogue(List.of(UniformSearch.UNIFORM, NSGA2));

  @Test
  void methodsAreFoundByName() {
    assertThat(CATALOGUE.find("nsga2")).isSameAs(NSGA2);
    assertThat(CATALOGUE.methods()).containsExactly(UniformSearch.UNIFORM, NSGA2);
  }

  @Test
  void aSlipIsCorrected() {
    assertThatThrownBy(() -> CATALOGUE.find("nsga3"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "Unknown method 'nsga3', did you mean 'nsga2'?: expected one of [uniform, nsga2]");
    assertThatThrownBy(() -> CATALOGUE.find("unifrom")).hasMessageContaining("mean 'uniform'");
    assertThatThrownBy(() -> CATALOGUE.find("zzz"))
        .hasMessage("Unknown method 'zzz': expected one of [uniform, nsga2]");
  }

  @Test
  void namesAreDistinctAndPlain() {
    assertThatThrownBy(() -> new MethodCatalogue(List.of(NSGA2, NSGA2)))
        .hasMessageContaining("nsga2");
    assertThatThrownBy(() -> new NamedMethod("a,b", "", UniformSearch::new))
        .hasMessageContaining("a,b");
  }
}
