package org.jmodnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpaceCommandTest {
  private static final String FIRST =
      "|avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|"
          + "+|nor_conv_1x1~0|skip_connect~1|skip_connect~2|";
  private static final String FIRST_CHOICES = "4,2,1,2,1,1";

  @Test
  void countsInEveryFormat() {
    assertThat(CommandRun.of("space", "count").out()).isEqualTo("15625\n");
    assertThat(CommandRun.of("space", "count", "--format", "csv").out())
        .isEqualTo("space,count\nnb201,15625\n");
    assertThat(CommandRun.of("space", "count", "--format=JSON").out())
        .isEqualToIgnoringWhitespace("{\"space\": \"nb201\", \"count\": 15625}");
  }

  @Test
  void encodesAndDecodes() {
    assertThat(CommandRun.of("space", "encode", FIRST).out()).isEqualTo(FIRST_CHOICES + "\n");
    assertThat(CommandRun.of("space", "decode", FIRST_CHOICES).out()).isEqualTo(FIRST + "\n");
  }

  @Test
  void indexGoesBothWays() {
    assertThat(CommandRun.of("space", "index", "0").out()).isEqualTo(FIRST + "\n");
    assertThat(CommandRun.of("space", "index", FIRST).out()).isEqualTo("0\n");
  }

  @Test
  void structuredFormatsHoldAllThreeNames() {
    assertThat(CommandRun.of("space", "encode", FIRST, "--format", "csv").out())
        .isEqualTo("index,arch,choices\n0," + FIRST + ",\"" + FIRST_CHOICES + "\"\n");
    assertThat(CommandRun.of("space", "index", "0", "--format", "json").out())
        .isEqualToIgnoringWhitespace(
            "{\"index\": 0, \"arch\": \"" + FIRST + "\", \"choices\": [4, 2, 1, 2, 1, 1]}");
  }

  @Test
  void samplesAreThoseOfTheSeed() {
    List<String> first = samples("1");
    assertThat(first)
        .hasSize(20)
        .allMatch(line -> CommandRun.of("space", "index", line).status() == 0);
    assertThat(samples("1")).isEqualTo(first);
    assertThat(samples("2")).isNotEqualTo(first);
    assertThat(CommandRun.of("space", "sample", "-n", "2", "--format", "json").out())
        .startsWith("[ {")
        .endsWith("} ]\n");
  }

  private static List<String> samples(String seed) {
    return CommandRun.of("space", "sample", "-n", "20", "--seed", seed).out().lines().toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          count --space darts;    Unknown search space 'darts'. There is: nb201
          sample -n 0;            Expected at least 1 for '--count', got '0'.
          encode |none~0|;        '|none~0|'
          decode 1,2;             '2'
          decode 1,2,3,4,5,0;     '5'
          index 15625;            '15625'
          index 99999999999;      Expected an index below 15625, got '99999999999'.
          index lots;             'lots'
          """)
  void badInputIsOneLineThatNamesIt(String arguments, String message) {
    CommandRun run = CommandRun.of(("space " + arguments).split(" "));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("error: ").contains(message).hasLineCount(1);
  }
}
