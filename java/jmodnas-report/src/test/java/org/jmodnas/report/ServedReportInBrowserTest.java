package org.jmodnas.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.support.ui.Select;

/** A report that follows a run. */
final class ServedReportInBrowserTest {
  @Test
  void loadsItselfAgainWhenTheRunGoesOnAndKeepsWhatWasChosen(@TempDir Path folder) {
    SyntheticRun run = new SyntheticRun(List.of("raspi4", "pixel3"), List.of("latency"), false);
    run.writeRunning(folder);
    try (Browser browser = Browser.openOrSkip();
        ReportServer server = ReportServer.start(folder, 0)) {
      browser.open(server.address().toString());
      assertThat(browser.find("h1").getText()).contains("running");
      new Select(browser.find("#device")).selectByVisibleText("pixel3");
      run.writeFinished(folder);
      browser.await(
          Duration.ofSeconds(30), () -> browser.find("h1").getText().contains("finished"));
      assertThat(browser.find("#front-heading").getText()).isEqualTo("Front on pixel3");
      assertThat(browser.findAll("#points tbody tr")).isNotEmpty();
      assertThat(browser.complaints()).isEmpty();
    }
  }
}
