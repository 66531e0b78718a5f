package org.jmodnas.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jmodnas.cli.search.SearchConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class ConfigSchemaTest {
  private static final Path DOCS = Path.of(System.getProperty("jmodnas.root"), "docs");
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\n(.*?)```");
  private static final SearchConfiguration SEARCH = new SearchConfiguration();
  private static final String TEXT = new ConfigSchema(SEARCH.keys()).text();
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(TEXT);

  @Test
  void theDocumentedSchemaIsThatOfTheOptions() {
    assertThat(DOCS.resolve("config.schema.json"))
        .as("made by 'jmodnas config schema'")
        .hasContent(TEXT);
  }

  @Test
  void theTemplateIsValid() throws IOException {
    assertThat(errors(new ConfigTemplate(SEARCH.keys()).text())).isEmpty();
  }

  @Test
  void theExampleOfTheHowToIsValid() throws IOException {
    Path page = DOCS.resolve("how-to/configure-a-search.md");
    Matcher example = EXAMPLE.matcher(Files.readString(page));
    assertThat(example.find()).isTrue();
    assertThat(errors(example.group(1))).isEmpty();
    assertThat(ConfigReader.ofFile(SEARCH.keys(), page).document(example.group(1))).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"method.preset=published", "objectives=[params]"})
  void everyResolvedConfigurationIsValid(String setting) throws IOException {
    ConfigOptions given = new ConfigOptions();
    new CommandLine(given).parseArgs("--set", setting);
    assertThat(errors(SEARCH.resolved(given))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "colour: red",
        "search: {stesp: 3}",
        "search: {steps: abc}",
        "search: {steps: 1.5}",
        "search: 5",
        "method: {warmup: much}",
        "method: {preset: best}",
        "predictor: {model: GRAPH}",
        "compute: {tf32: 1}",
        "data: 5",
        "devices: a",
        "devices: [1080]",
        "devices: ['a,b']",
        "devices: ['']"
      })
  void unknownKeysAndWrongTypesAreNot(String text) throws IOException {
    assertThat(errors(text)).isNotEmpty();
  }

  private static List<com.networknt.schema.Error> errors(String yaml) throws IOException {
    Object tree = new YAMLMapper().readValue(yaml, Object.class);
    return SCHEMA.validate(new ObjectMapper().writeValueAsString(tree), InputFormat.JSON);
  }
}
