package org.jmodnas.cli.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.jmodnas.hypernet.BankScores;
import org.jmodnas.search.SearchConfig.Hypernetwork;
import org.jmodnas.tensor.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

final class FormOptionsTest {
  private static final int DEVICES = 13;

  @Test
  void aPresetHasItsOwnForm() {
    assertThat(hypernetwork()).isEqualTo(Hypernetwork.standard());
    assertThat(hypernetwork("--preset", "published")).isEqualTo(Hypernetwork.published());
  }

  @Test
  void thePublishedFormLeavesTheRestOfTheMethod() {
    assertThat(hypernetwork("--hypernetwork", "published"))
        .isEqualTo(Hypernetwork.standard().withForm(100, false, false, BankScores.SINE));
    assertThat(hypernetwork("--preset", "published", "--hypernetwork", "standard"))
        .isEqualTo(Hypernetwork.published().withForm(10, true, true, BankScores.DOT));
  }

  @ParameterizedTest
  @CsvSource({
    "--preferences, nearest, 100, false, true, dot",
    "--preferences, nearest:10, 10, false, true, dot",
    "--preferences, interpolated:100, 100, true, true, dot",
    "--embedding, raw, 10, true, false, dot",
    "--scores, sine, 10, true, true, sine",
    "--scores, scaled, 10, true, true, scaled",
    "--scores, scaled:4, 10, true, true, scaled:4"
  })
  void eachPartChangesAlone(
      String option,
      String value,
      int resolution,
      boolean interpolated,
      boolean standardized,
      String scores) {
    assertThat(hypernetwork(option, value))
        .isEqualTo(
            Hypernetwork.standard()
                .withForm(resolution, interpolated, standardized, MethodTerm.scores(scores)));
  }

  @ParameterizedTest
  @CsvSource({
    "--hypernetwork, large, '[standard, published]'",
    "--preferences, spline, '[interpolated, nearest]'",
    "--preferences, nearest:0, 'a whole one'",
    "--preferences, nearest:2.5, 'a whole one'",
    "--preferences, nearest:x, 'NAME:NUMBER'",
    "--embedding, none, '[standardized, raw]'",
    "--scores, cosine, '[dot, sine, scaled]'",
    "--scores, dot:2, 'Only scaled'",
    "--scores, scaled:2:2, 'Only scaled'",
    "--scores, scaled:0, 'a positive one'"
  })
  void whatIsNotThereIsRefused(String option, String value, String expected) {
    assertThatThrownBy(() -> hypernetwork(option, value))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(option)
        .hasMessageContaining(expected);
  }

  @Test
  void settingsSurviveTheirFile() throws Exception {
    MethodSettings settings = settings("--preferences", "nearest:20", "--scores", "scaled:4");
    ObjectMapper json = new ObjectMapper();
    MethodSettings read = json.readValue(json.writeValueAsString(settings), MethodSettings.class);
    assertThat(read).isEqualTo(settings);
    assertThat(read.hypernetwork().resolution()).isEqualTo(20);
    assertThat(read.hypernetwork().scores()).isEqualTo(BankScores.scaled(4));
  }

  private static Hypernetwork hypernetwork(String... arguments) {
    return settings(arguments).hypernetwork();
  }

  private static MethodSettings settings(String... arguments) {
    Search search = new Search();
    new CommandLine(search).parseArgs(arguments);
    return search.method.settings(DEVICES);
  }

  @Command
  private static final class Search {
    @Mixin private MethodOptions method = new MethodOptions();
  }
}
