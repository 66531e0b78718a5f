package org.jmodnas.cli.search;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jmodnas.run.RunFolder;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.io.SafetensorsFile;
import org.jmodnas.tensor.io.SafetensorsFile.NamedArray;

/** The folder of a search with its configuration and its models. */
final class RunDirectory {
  private static final String CONFIG = "config.yaml";
  private static final String OLD_CONFIG = "config.json";
  private static final String MODEL = "model.safetensors";

  private final RunFolder folder;

  private RunDirectory(RunFolder folder) {
    this.folder = folder;
  }

  /** A new run in {@code folder}, which must be absent or empty. */
  static RunDirectory create(Path folder) {
    return new RunDirectory(RunFolder.create(folder));
  }

  /** The run that a search left in {@code folder}. */
  static RunDirectory open(Path folder) {
    if (!Files.isRegularFile(folder.resolve(CONFIG))
        && Files.isRegularFile(folder.resolve(OLD_CONFIG))) {
      throw new ConfigurationException(
          "'%s' has a '%s', which an earlier version of jmodnas made, and no '%s': read it with that version or search again"
              .formatted(folder, OLD_CONFIG, CONFIG));
    }
    return new RunDirectory(RunFolder.open(folder, CONFIG));
  }

  RunFolder folder() {
    return folder;
  }

  void saveOptions(RunOptions options) {
    folder.write(CONFIG, RunConfig.text(options));
  }

  /** The configuration, of which every key is there. */
  RunOptions options() {
    return RunConfig.read(folder.file(CONFIG));
  }

  void saveModel(Map<String, NamedArray> state) {
    folder.write(MODEL, SafetensorsFile.bytes(state, Map.of()));
  }

  /**
   * The trained models.
   *
   * @throws ConfigurationException if the search was not finished
   */
  Map<String, NamedArray> model() {
    if (!Files.exists(folder.file(MODEL))) {
      throw new ConfigurationException(
          "Run '%s' has no '%s': its search is not finished. 'jmodnas resume %s' goes on with it"
              .formatted(folder.path(), MODEL, folder.path()));
    }
    return SafetensorsFile.read(folder.file(MODEL));
  }
}
