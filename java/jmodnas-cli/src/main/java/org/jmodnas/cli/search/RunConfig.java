package org.jmodnas.cli.search;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jmodnas.cli.config.ConfigFile;
import org.jmodnas.tensor.ConfigurationException;
import picocli.CommandLine.Model.CommandSpec;

/** The text of a resolved configuration. */
final class RunConfig {
  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .defaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL))
          .build();

  private RunConfig() {}

  /** {@code options} as YAML. */
  static String text(RunOptions options) {
    try {
      return YAML.writeValueAsString(options) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The configuration that {@code file} of a run has.
   *
   * @throws ConfigurationException naming the key that is unknown, missing or wrong
   */
  static RunOptions read(Path file) {
    try {
      CommandSpec search = CommandSpec.forAnnotatedObject(new SearchCommand());
      return YAML.readValue(ConfigFile.checked(file, SearchKeys.of(search)), RunOptions.class);
    } catch (ConfigurationException e) {
      throw new ConfigurationException("Run is damaged: " + e.getMessage(), e);
    } catch (JsonMappingException e) {
      String key =
          e.getPath().stream()
              .map(JsonMappingException.Reference::getFieldName)
              .collect(Collectors.joining("."));
      throw new ConfigurationException(
          "Run is damaged: '%s' has no '%s', expected every key".formatted(file, key), e);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
