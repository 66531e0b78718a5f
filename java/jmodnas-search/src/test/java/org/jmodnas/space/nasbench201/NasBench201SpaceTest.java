package org.jmodnas.space.nasbench201;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.space.SearchSpaceContract;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.testkit.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NasBench201SpaceTest extends SearchSpaceContract {
  private final NasBench201Space space = new NasBench201Space();

  @Override
  protected SearchSpace space() {
    return space;
  }

  @Test
  void knownIndicesMatch() {
    assertThat(space.count()).isEqualTo(15_625);
    assertThat(space.architecture(0).toString())
        .isEqualTo(
            "|avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|"
                + "+|nor_conv_1x1~0|skip_connect~1|skip_connect~2|");
    assertThat(space.architecture(1).toString())
        .isEqualTo(
            "|nor_conv_3x3~0|+|nor_conv_3x3~0|avg_pool_3x3~1|"
                + "+|skip_connect~0|nor_conv_3x3~1|skip_connect~2|");
  }

  @Test
  void everyOfficialIndexMatches() throws IOException {
    List<String> lines = Files.readAllLines(SharedData.file("tables/nb201_accuracy.csv"));
    assertThat(lines).hasSize(15_626);
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",", 3);
      Architecture architecture = space.parse(fields[1]);
      assertThat(space.index(architecture)).isEqualTo(Integer.parseInt(fields[0]));
      assertThat(space.architecture(Integer.parseInt(fields[0]))).isEqualTo(architecture);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "|none~0|",
        "|none~0|+|none~0|none~1|+|none~0|none~1|none~3|",
        "|none~0|+|none~0|none~1|+|none~0|none~1|conv_5x5~2|",
        "|none~0|+|none~0|none~1|+|none~0|none~1|none~2",
        "none~0+none~0|none~1+none~0|none~1|none~2"
      })
  void malformedStringsAreExplained(String text) {
    assertThatThrownBy(() -> space.parse(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("expected");
  }

  @Test
  void anUnknownOperationIsNamedWithTheAllowedOnes() {
    assertThatThrownBy(() -> space.parse("|none~0|+|none~0|none~1|+|none~0|none~1|conv_5x5~2|"))
        .hasMessageContaining("conv_5x5~2")
        .hasMessageContaining("'~2'")
        .hasMessageContaining("none, skip_connect, nor_conv_1x1, nor_conv_3x3, avg_pool_3x3");
  }

  @Test
  void indicesAndChoicesOutsideAreRefused() {
    assertThatThrownBy(() -> space.architecture(15_625)).hasMessageContaining("'15625'");
    assertThatThrownBy(() -> space.decode(0, 0, 0, 0, 0, 5)).hasMessageContaining("'5'");
    assertThatThrownBy(() -> space.decode(0)).hasMessageContaining("'1'");
  }

  /** Edges are 0→1, 0→2, 1→2, 0→3, 1→3, 2→3. */
  @ParameterizedTest
  @CsvSource({
    "true, '3,3,3,3,3,3'",
    "true, '0,0,0,1,0,0'",
    "false, '0,0,0,0,0,0'",
    "false, '3,0,0,1,0,0'",
    "false, '0,0,3,1,0,3'",
    "true, '1,0,4,0,0,2'"
  })
  void whatIsCutOffIsSeen(boolean connected, String choices) {
    int[] numbers = Arrays.stream(choices.split(",")).mapToInt(Integer::parseInt).toArray();
    assertThat(space.isConnected(space.decode(numbers))).isEqualTo(connected);
  }

  /** By walking all paths from an edge's end to the output, and from the input to the output. */
  @Test
  void whatLeadsToTheOutputHasAPathThere() {
    int[][] ends = {{0, 1}, {0, 2}, {1, 2}, {0, 3}, {1, 3}, {2, 3}};
    int none = 0;
    for (int index = 0; index < space.count(); index++) {
      int[] choices = space.architecture(index).choices();
      boolean[] leads = space.leadsToOutput(space.architecture(index));
      for (int edge = 0; edge < ends.length; edge++) {
        assertThat(leads[edge])
            .as("edge %s of %s", edge, Arrays.toString(choices))
            .isEqualTo(hasPath(ends, choices, 0) && hasPath(ends, choices, ends[edge][1]));
        none += leads[edge] ? 0 : 1;
      }
    }
    assertThat(none).isPositive();
  }

  private static boolean hasPath(int[][] ends, int[] choices, int from) {
    boolean found = from == 3;
    for (int edge = 0; edge < ends.length; edge++) {
      found |= ends[edge][0] == from && choices[edge] > 0 && hasPath(ends, choices, ends[edge][1]);
    }
    return found;
  }
}
