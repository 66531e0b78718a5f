package org.jmodnas.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** Reports opened in Chromium from the disk, without a network. */
@TestInstance(Lifecycle.PER_CLASS)
final class ReportInBrowserTest {
  private static final Path PICTURES = Path.of("target", "report");
  private static final String HOSTILE = "</script><img src=x onerror=document.title='owned'>";
  private static final List<String> DEVICES =
      List.of("raspi4", "pixel3", "1080ti_1", "silver_4114", "fpga");

  /** Where on the screen a point of the first front chart is, as {x, y}. */
  private static final String PLACE =
      """
      const box = document.querySelector('#front-charts .chart');
      box.scrollIntoView({block: 'center'});
      const chart = echarts.getInstanceByDom(box);
      const series = chart.getOption().series.find((s) => s.name === 'Front' && s.type === 'scatter');
      const item = series.data.find((d) => d.point.number === arguments[0]);
      const pixel = chart.convertToPixel('grid', item.value);
      const area = box.getBoundingClientRect();
      return [area.left + pixel[0], area.top + pixel[1]];
      """;

  private Browser browser;
  private int opened;
  private String two;
  private String three;
  private String more;
  private String running;

  @BeforeAll
  void open(@TempDir Path folder) {
    browser = Browser.openOrSkip();
    two =
        page(
            new SyntheticRun(DEVICES, List.of("latency"), true)
                .writeFinished(folder.resolve("two")));
    three =
        page(
            new SyntheticRun(DEVICES, List.of("latency", "memory"), false)
                .writeFinished(folder.resolve("three")));
    more =
        page(
            new SyntheticRun(List.of("tpu", HOSTILE), List.of("throughput"), false)
                .writeFinished(folder.resolve("more")));
    running =
        page(
            new SyntheticRun(DEVICES, List.of("latency"), false)
                .writeRunning(folder.resolve("running")));
  }

  @AfterAll
  void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void beAScreenWithoutANetwork() {
    browser.offline(true);
    browser.resize(1280, 900);
    browser.pretend("screen", "light");
  }

  @AfterEach
  void nothingWentWrong() {
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void everyChartIsDrawn() {
    for (String page : List.of(two, three, more)) {
      open(page);
      assertAllDrawn(page);
    }
    open(running);
    assertThat(drawn()).hasSize(3);
    assertThat(browser.find("#policy-charts").getText()).contains("Nothing yet");
  }

  @Test
  void aPointTellsWhatItIsWhenThePointerIsOnIt() {
    open(two);
    List<?> place = (List<?>) browser.run(PLACE, 2);
    browser.moveTo(number(place.get(0)), number(place.get(1)));
    String tooltip = browser.find("#front-charts .tooltip").getText();
    assertThat(tooltip).contains("Point 2, front", "latency: ", " ms", "|+|", "#2 --onnx net.onnx");
    browser.photograph(PICTURES.resolve("tooltip.png"));
  }

  @Test
  void aClickOnAPointShowsItsCell() {
    open(two);
    assertThat(browser.findAll("#cards .chosen")).isEmpty();
    List<?> place = (List<?>) browser.run(PLACE, 3);
    browser.click(number(place.get(0)), number(place.get(1)));
    WebElement card = browser.find("#cards .chosen");
    assertThat(card.getText()).startsWith("Point 3: chosen");
    assertThat(browser.number("return arguments[0].querySelectorAll('svg path').length", card))
        .isEqualTo(6);
    assertThat(browser.find("#what-if-answer").getText()).contains("than point 3 on raspi4");
  }

  @Test
  void theLegendHidesAndShowsALayer() {
    open(two);
    String series =
        "return echarts.getInstanceByDom(document.querySelector('#front-charts .chart'))"
            + ".getOption().series.filter((s) => s.name === 'Random').length";
    assertThat(browser.number(series)).isEqualTo(1);
    browser.find("#front-legend button[data-name=Random]").sendKeys(Keys.ENTER);
    assertThat(browser.number(series)).isZero();
    WebElement button = browser.find("#front-legend button[data-name=Random]");
    assertThat(button.getAttribute("aria-pressed")).isEqualTo("false");
    button.click();
    assertThat(browser.number(series)).isEqualTo(1);
  }

  @Test
  void anotherDeviceHasOtherCharts() {
    open(two);
    String before = drawing("#front-charts");
    String policy = drawing("#policy-charts");
    new Select(browser.find("#device")).selectByVisibleText("fpga");
    assertThat(drawing("#front-charts")).isNotEqualTo(before);
    assertThat(browser.find("#front-heading").getText()).isEqualTo("Front on fpga");
    assertThat(browser.find("#front-lead").getText()).contains("never saw this device");
    assertThat(drawing("#policy-charts")).isEqualTo(policy);
    browser.open((String) browser.run("return location.href"));
    assertThat(browser.find("#front-heading").getText())
        .as("the choice outlives a refresh")
        .isEqualTo("Front on fpga");
  }

  @Test
  void theSliderAsksForMore() {
    open(more);
    WebElement answer = browser.find("#what-if-answer");
    new Select(browser.find("#what-if-point")).selectByValue("1");
    String before = answer.getText();
    assertThat(before).contains("10 % more throughput than point 1");
    browser.find("#what-if-percent").sendKeys(Keys.ARROW_RIGHT);
    assertThat(browser.find("#what-if-output").getText()).isEqualTo("15 %");
    assertThat(answer.getText()).contains("15 % more throughput").isNotEqualTo(before);
  }

  @Test
  void chartsAreTablesToo() {
    open(two);
    browser.find("#hypervolume-chart summary").click();
    assertThat(browser.findAll("#hypervolume-chart tbody tr")).hasSize(5 * 13);
    browser.find("#points td[data-point='2'] button").click();
    assertThat(browser.find("#cards .chosen h3").getText()).startsWith("Point 2");
  }

  @Test
  void namesFromFilesAreNoMarkup() {
    open(more);
    new Select(browser.find("#device")).selectByVisibleText(HOSTILE);
    assertThat(browser.find("#front-heading").getText()).isEqualTo("Front on " + HOSTILE);
    assertThat(browser.findAll("main img")).isEmpty();
    assertThat(browser.run("return document.title")).isEqualTo("more – JModNAS report");
  }

  @Test
  void fitsAPhone() {
    browser.resize(360, 740);
    for (String page : List.of(two, three, more, running)) {
      open(page);
      assertThat(browser.number("return document.documentElement.scrollWidth"))
          .as(page)
          .isLessThanOrEqualTo(360);
      assertThat(
              browser.number("return document.querySelector('#front-charts .chart').offsetWidth"))
          .isBetween(250.0, 360.0);
    }
    open(two);
    photograph("phone", "front", "architectures", "what-if", "preferences", "search", "points");
  }

  @Test
  void isAlsoForPaper() {
    browser.resize(720, 1000);
    open(three);
    browser.pretend("print", "dark");
    assertThat(browser.find(".bar").isDisplayed()).isFalse();
    assertThat(browser.find("details.paper table").isDisplayed()).isTrue();
    assertThat(browser.number("return document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(720);
    assertThat(browser.run("return getComputedStyle(document.body).color"))
        .isEqualTo("rgb(27, 35, 48)");
    assertAllDrawn(three);
    photograph("paper", "front", "what-if", "points");
  }

  @Test
  void looksAreToBeLookedAt() {
    open(two);
    photograph("two", "architectures", "what-if", "preferences", "search", "devices", "points");
    browser.pretend("screen", "dark");
    open(three);
    String background = "return getComputedStyle(document.body).backgroundColor";
    assertThat(browser.run(background)).isEqualTo("rgb(18, 22, 28)");
    photograph("dark", "front", "architectures", "preferences", "devices");
  }

  private void photograph(String name, String... sections) {
    browser.run("window.scrollTo(0, 0)");
    browser.photograph(PICTURES.resolve(name + "-top.png"));
    for (String section : sections) {
      browser.run("document.getElementById(arguments[0]).scrollIntoView()", section);
      browser.photograph(PICTURES.resolve(name + "-" + section + ".png"));
    }
  }

  /** Opens a page that remembers nothing. */
  private void open(String page) {
    browser.open(page + "?" + opened++);
  }

  private void assertAllDrawn(String page) {
    List<WebElement> charts = browser.findAll(".chart");
    assertThat(drawn()).as(page).hasSameSizeAs(charts).hasSizeGreaterThanOrEqualTo(12);
  }

  /** Titles of the charts in which something has been drawn; each has a size. */
  private List<String> drawn() {
    List<String> titles = new ArrayList<>();
    for (WebElement chart : browser.findAll(".chart")) {
      String title = chart.getAttribute("aria-label");
      if (browser.number("return arguments[0].querySelectorAll('svg path').length", chart) > 5) {
        assertThat(chart.getRect().getWidth()).as(title).isGreaterThan(200);
        assertThat(chart.getRect().getHeight()).as(title).isGreaterThan(100);
        titles.add(title);
      }
    }
    return titles;
  }

  private String drawing(String selector) {
    return (String)
        browser.run("return document.querySelector(arguments[0] + ' svg').outerHTML", selector);
  }

  private static String page(Path run) {
    return RunReport.write(run).toUri().toString();
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }
}
