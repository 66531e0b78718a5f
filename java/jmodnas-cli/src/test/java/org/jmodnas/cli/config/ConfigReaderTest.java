package org.jmodnas.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jmodnas.cli.search.SearchConfiguration;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigReaderTest {
  private static final ConfigKeys KEYS = new SearchConfiguration().keys();
  private static final Path NAME = Path.of("x.yaml");

  @TempDir Path folder;

  @Test
  void valuesAreTextAsOptionsTakeIt() {
    Map<ConfigKey, Setting> read =
        document(
            """
            data: "idx:a"   # quoted or not
            devices: [a, 'b']
            unseen: []
            search:
            method: {warmup: 1, scalarization: cosmos:1}
            compute: {tf32: true, threads: null}
            """);
    assertThat(read.get(KEYS.at("data"))).isEqualTo(new Setting("idx:a", "'x.yaml', line 1"));
    assertThat(read.get(KEYS.at("devices"))).isEqualTo(new Setting("a,b", "'x.yaml', line 2"));
    assertThat(read.get(KEYS.at("unseen"))).isEqualTo(new Setting(null, "'x.yaml', line 3"));
    assertThat(read.get(KEYS.at("method.warmup")).text()).isEqualTo("1.0");
    assertThat(read.get(KEYS.at("compute.tf32")).text()).isEqualTo("true");
    assertThat(read.get(KEYS.at("compute.threads")).text()).isNull();
    assertThat(read).hasSize(7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          '' | 'x.yaml' is empty
          '# nothing' | 'x.yaml' is empty
          '--- ' | expected keys
          fashion | line 1: expected keys such as 'data: fashion-mnist', got 'fashion'
          '[a, b]' | expected keys
          'search: [' | 'x.yaml', line 1, column 10, is not YAML
          'data: a;  data: b: c' | line 2, column 7, is not YAML
          'data: a;	seed: b' | line 2, column 1, is not YAML
          '"data' | is not YAML
          'data: a;data: b' | line 2: key 'data' is there twice
          'search: {steps: 1};search: {steps: 2}' | line 2: key 'search.steps' is there twice
          'search: {steps: 1, epochs: 2}' | 'search.steps' and 'search.epochs' stand in place of each other
          'search:;  steps: abc' | line 2: 'search.steps' is a whole number, got 'abc'
          'search: {steps: 1.5}' | 'search.steps' is a whole number, got '1.5'
          'search: {steps: "5"}' | 'search.steps' is a whole number, got '5'
          'search: {steps: true}' | 'search.steps' is a whole number, got 'true'
          'search: {steps: [1]}' | 'search.steps' is a whole number, got a list
          'search: {steps: {a: 1}}' | 'search.steps' is a whole number, got keys
          'search: {steps: 2147483648}' | 'search.steps' is within ±2147483647, got '2147483648'
          'search: {steps: -2147483649}' | 'search.steps' is within ±2147483647
          'search: {steps: 99999999999999999999}' | 'search.steps' is within ±2147483647
          'search: {seed: 9223372036854775808}' | 'search.seed' is within ±9223372036854775807
          'search: 5' | 'search' is a section with keys below it, got '5'
          'method: {warmup: much}' | 'method.warmup' is a number, got 'much'
          'method: {warmup: .nan}' | 'method.warmup' is a number
          'method: {warmup: .inf}' | 'method.warmup' is a number
          'method: {warmup: 1e999}' | 'method.warmup' is a number
          'search: {steps: 0x10}' | 'search.steps' is a whole number
          'method: {preset: best}' | 'method.preset' is one of [standard, published], got 'best'
          'predictor: {model: GRAPH}' | 'predictor.model' is one of [sum, graph], got 'GRAPH'
          'compute: {tf32: 1}' | 'compute.tf32' is true or false, got '1'
          'compute: {tf32: "true"}' | 'compute.tf32' is true or false, got 'true'
          'data: 5' | 'data' is text, in quotes, got '5'
          'data: [a]' | 'data' is text, in quotes, got a list
          'devices: a' | 'devices' is a list of texts such as [a, b]
          'devices: [1080]' | got '1080'
          'devices: [[a]]' | 'devices' is a list
          'devices: ["a,b"]' | an item of 'devices' is not empty and has no comma, got 'a,b'
          'devices: [""]' | an item of 'devices' is not empty
          'serch: {steps: 3}' | line 1: unknown key 'serch'; did you mean 'search'?
          'search: {stesp: 3}' | unknown key 'search.stesp'; did you mean 'search.steps'?
          'steps: 3' | unknown key 'steps'; did you mean 'search.steps' or 'predictor.steps'?
          'search: {rays: 3}' | unknown key 'search.rays'; did you mean 'front.rays'?
          'method: {score_share: 0}' | unknown key 'method.score_share'; did you mean 'method.score-share'?
          'search.steps: 3' | write 'search: {steps: ...}'
          'colour: red' | unknown key 'colour': expected one of [data, objectives
          'data: *a' | anchors and aliases are not allowed
          'search: &a {steps: 1}' | anchors and aliases are not allowed
          'devices: [&a b, *a]' | anchors and aliases are not allowed
          'search: {<<: *a}' | anchors and aliases
          'data: a;---;data: b' | expected one document
          'data: [[[[[[[[[[[[[[[[[[[[a]]]]]]]]]]]]]]]]]]]]' | 'data' is text
          """)
  void whatCannotBeUsedIsToldWithItsPlace(String text, String message) {
    assertThatThrownBy(() -> document(text.replace(";", "\n")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("'x.yaml'")
        .hasMessageContaining(message);
  }

  @Test
  void filesThatAreNoTextAreTold() throws IOException {
    Path missing = folder.resolve("missing.yaml");
    assertThatThrownBy(() -> ConfigFile.read(missing)).hasMessageContaining("does not exist");
    assertThatThrownBy(() -> ConfigFile.read(folder)).hasMessageContaining("is a folder");
    Path binary = Files.write(folder.resolve("binary"), new byte[] {'a', (byte) 0xff});
    assertThatThrownBy(() -> ConfigFile.read(binary)).hasMessageContaining("is not UTF-8");
    Path huge = Files.write(folder.resolve("huge"), new byte[(1 << 20) + 1]);
    assertThatThrownBy(() -> ConfigFile.read(huge)).hasMessageContaining("is too large");
    Path marked = Files.writeString(folder.resolve("marked"), "\uFEFFdata: a");
    assertThat(document(ConfigFile.read(marked))).hasSize(1);
  }

  /** Whatever the text is, it is read or refused. */
  @Test
  @Seeded
  void mutationsAndNoiseAreReadOrRefused(Philox random) throws IOException {
    String valid = new ConfigTemplate(KEYS).text().replaceAll("(?m)^ *#.*\n", "");
    int refused = 0;
    for (int i = 0; i < 1500; i++) {
      refused += isRefused(mutated(valid, random)) ? 1 : 0;
    }
    assertThat(refused).isBetween(300, 1499);
    Path file = folder.resolve("noise");
    for (int i = 0; i < 300; i++) {
      byte[] bytes = new byte[random.nextInt(64)];
      for (int b = 0; b < bytes.length; b++) {
        bytes[b] = (byte) random.nextInt(i % 2 == 0 ? 256 : 128);
      }
      Files.write(file, bytes);
      assertThatThrownBy(() -> ConfigFile.checked(file, KEYS))
          .as(new String(bytes, StandardCharsets.ISO_8859_1))
          .isInstanceOf(ConfigurationException.class);
    }
  }

  private static boolean isRefused(String text) {
    try {
      document(text);
      return false;
    } catch (ConfigurationException e) {
      assertThat(e).hasMessageStartingWith("'x.yaml'");
      return true;
    }
  }

  /** A few characters removed, inserted, doubled or cut off. */
  private static String mutated(String text, Philox random) {
    List<String> signs =
        List.of(
            ":", " ", "\n", "-", "[", "]", "{", "}", "&a", "*a", "'", "\"", "#", "!!", "%", "\t",
            "\u0000", "9", "e9", ".", "|", ">", "?", "~", "\ud800", "null", "<<", "---", "0x", "_");
    StringBuilder changed = new StringBuilder(text);
    for (int n = 1 + random.nextInt(3); n > 0; n--) {
      int at = random.nextInt(changed.length());
      switch (random.nextInt(4)) {
        case 0 -> changed.deleteCharAt(at);
        case 1 -> changed.insert(at, signs.get(random.nextInt(signs.size())));
        case 2 -> changed.insert(at, changed.substring(at, Math.min(at + 40, changed.length())));
        default -> changed.setLength(Math.max(at, 1));
      }
    }
    return changed.toString();
  }

  private static Map<ConfigKey, Setting> document(String text) {
    return ConfigReader.ofFile(KEYS, NAME).document(text);
  }
}
