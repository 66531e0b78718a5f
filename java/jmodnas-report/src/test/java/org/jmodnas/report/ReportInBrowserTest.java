package org.jmodnas.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;

/** Reports opened in Chromium from the disk, without a network. */
@TestInstance(Lifecycle.PER_CLASS)
final class ReportInBrowserTest {
  private static final Path PICTURES = Path.of("target", "report");

  private Browser browser;
  private String two;

  @BeforeAll
  void open(@TempDir Path folder) {
    browser = Browser.openOrSkip();
    browser.goOffline();
    SyntheticRun run =
        new SyntheticRun(
            List.of("raspi4", "pixel3", "1080ti_1", "silver_4114", "fpga"),
            List.of("latency"),
            true);
    two = RunReport.write(run.writeFinished(folder.resolve("first"))).toUri().toString();
  }

  @AfterAll
  void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void everyChartIsDrawnAndTheConsoleIsSilent() {
    browser.open(two);
    assertThat(browser.complaints()).isEmpty();
    List<WebElement> charts = browser.findAll(".chart");
    assertThat(charts).hasSizeGreaterThanOrEqualTo(12);
    for (WebElement chart : charts) {
      String title = chart.getAttribute("aria-label");
      assertThat(chart.getRect().getWidth()).as(title).isGreaterThan(200);
      assertThat(chart.getRect().getHeight()).as(title).isGreaterThan(100);
      assertThat(browser.number("return arguments[0].querySelectorAll('svg path').length", chart))
          .as(title)
          .isGreaterThan(5);
    }
    browser.photograph(PICTURES.resolve("first.png"));
  }
}
