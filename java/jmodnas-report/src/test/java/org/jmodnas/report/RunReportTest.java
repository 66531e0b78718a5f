package org.jmodnas.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.JModnasException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report as a file. */
final class RunReportTest {
  private static final String HOSTILE = "</script><script>alert(1)</script>";

  @TempDir private Path folder;
  private Path run;

  @BeforeEach
  void writeRun() {
    run =
        new SyntheticRun(List.of("raspi4", HOSTILE), List.of("latency"), true)
            .writeFinished(folder.resolve("first"));
  }

  @Test
  void replacesTheOlderReportAndLeavesNothingElse() throws IOException {
    Files.writeString(run.resolve("report.html"), "older");
    long files = count(run);
    assertThat(RunReport.write(run)).isEqualTo(run.resolve("report.html"));
    assertThat(run.resolve("report.html")).content().startsWith("<!DOCTYPE html>");
    assertThat(count(run)).isEqualTo(files);
  }

  @Test
  void saysWhatRanAndShowsItsTables() {
    String html = RunReport.html(run);
    assertThat(html)
        .contains("<title>first – JModNAS report</title>", "cifar10:train.bin", "9001")
        .contains("the predictor ranks latency on one device with rho 0.41 only (step 2000)")
        .contains("seed: 9001 # &lt;b&gt;&amp;")
        .contains("export " + run + "#1 --onnx net.onnx")
        .contains("Reference point: 1 in every objective")
        .contains("Baidu")
        .doesNotContain("Not there yet", "Not in this run", "{{");
  }

  @Test
  void textFromFilesStaysText() {
    String html = RunReport.html(run);
    assertThat(html).doesNotContain(HOSTILE).contains("&lt;/script&gt;&lt;script&gt;alert(1)");
  }

  @Test
  void onlyItsOwnScriptsMayRunAndNothingIsLoaded() throws NoSuchAlgorithmException {
    String html = RunReport.html(run);
    Matcher policy =
        Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"").matcher(html);
    assertThat(policy.find()).isTrue();
    assertThat(policy.group(1))
        .startsWith("default-src 'none'; script-src 'sha256-")
        .contains("connect-src 'none'")
        .doesNotContain("script-src 'unsafe", "http");
    Matcher scripts = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL).matcher(html);
    int found = 0;
    while (scripts.find()) {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(scripts.group(1).getBytes(StandardCharsets.UTF_8));
      assertThat(policy.group(1)).contains(Base64.getEncoder().encodeToString(digest));
      found++;
    }
    assertThat(found).isEqualTo(2);
    assertThat(html.replaceAll("(?s)<script>.*?</script>", ""))
        .doesNotContainPattern("(?i)(src|href)=\"?(https?:)?//");
  }

  @Test
  void aRunThatGoesOnSaysWhatIsNotThereYet() {
    Path running =
        new SyntheticRun(List.of("raspi4"), List.of("latency"), false)
            .writeRunning(folder.resolve("running"));
    assertThat(RunReport.html(running))
        .contains("Not there yet", "front.csv: fronts", "policy.csv: probabilities of operations");
  }

  @Test
  void damagedLinesAreShownWithFileAndLine() throws IOException {
    Path front = run.resolve("front.csv");
    Files.writeString(front, Files.readString(front) + "<b>broken\n");
    assertThat(RunReport.html(run))
        .containsPattern("front\\.csv, line \\d+: expected &#39;11&#39; fields");
  }

  @Test
  void whatCannotBeReadOrWrittenIsNamed() {
    assertThatThrownBy(() -> RunReport.html(folder.resolve("absent")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("absent");
    assertThatThrownBy(() -> RunReport.write(run, folder.resolve("absent/report.html")))
        .isInstanceOf(JModnasException.class)
        .hasMessageContaining("report.html");
  }

  private static long count(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.count();
    }
  }
}
