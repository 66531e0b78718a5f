package org.jmodnas.cli.predictor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jmodnas.hardware.additive.AdditivePrior;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.io.FileFailure;
import org.jmodnas.tensor.io.TextFile;

/** What a predictor has learnt, in a JSON file. */
final class PriorFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PriorFile() {}

  static void write(Path file, AdditivePrior prior) {
    try {
      byte[] text = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(prior);
      Files.write(file, text, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new ConfigurationException(
          "'" + file + "' exists already. Choose another '--output', or remove it", e);
    } catch (IOException e) {
      throw new ConfigurationException(
          "'" + file + "' cannot be written: " + FileFailure.reason(e), e);
    }
  }

  static AdditivePrior read(Path file) {
    if (!Files.exists(file)) {
      throw new ConfigurationException(
          "There is no file '" + file + "'. 'jmodnas predictor train' makes one");
    }
    try {
      return JSON.readValue(TextFile.bytes(file), AdditivePrior.class);
    } catch (JsonProcessingException e) {
      throw new ConfigurationException(
          "'%s' is not what 'jmodnas predictor train' writes: %s"
              .formatted(file, e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new ConfigurationException(
          "'" + file + "' cannot be read: " + FileFailure.reason(e), e);
    }
  }
}
