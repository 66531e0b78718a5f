package org.jmodnas.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Text from files stays text. */
final class EscapingTest {
  private static final String HOSTILE = "</script><!--\u2028\u2029 & \"'\\";

  @Test
  void htmlIsEscaped() {
    assertThat(Html.escape("<a href=\"x\" id='y'>&amp;</a>"))
        .isEqualTo("&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;");
  }

  @Test
  void jsonInAScriptCannotEndIt() throws IOException {
    String json = ScriptJson.of(Map.of(HOSTILE, List.of(HOSTILE)));
    assertThat(json).doesNotContain("<", ">", "&", "\u2028", "\u2029");
    assertThat(new ObjectMapper().readTree(json).get(HOSTILE).get(0).asText()).isEqualTo(HOSTILE);
  }

  @Test
  void numbersHaveSixDigitsOrAreNull() {
    assertThat(ScriptJson.of(ScriptJson.numbers(List.of(1234567.0, 0.1 + 0.2, Double.NaN))))
        .isEqualTo("[1.23457E+6,0.3,null]");
  }

  @Test
  void tablesShowFourDigits() {
    assertThat(HtmlTable.format(12.34567)).isEqualTo("12.35");
    assertThat(HtmlTable.format(1234567)).isEqualTo("1235000");
    assertThat(HtmlTable.format(0)).isEqualTo("0");
    assertThat(HtmlTable.format(1e-7)).isEqualTo("1E-7");
    assertThat(HtmlTable.format(Double.NaN)).isEqualTo("–");
  }

  @Test
  void commandsQuoteWhatAShellWouldRead() {
    assertThat(new ExportCommand(Path.of("runs/first")).of(3))
        .isEqualTo("jmodnas export runs/first#3 --onnx net.onnx");
    assertThat(new ExportCommand(Path.of("my run/o'clock $(x)")).of(12))
        .isEqualTo("jmodnas export 'my run/o'\\''clock $(x)'#12 --onnx net.onnx");
  }
}
