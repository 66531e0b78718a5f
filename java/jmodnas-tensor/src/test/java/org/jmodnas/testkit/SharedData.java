package org.jmodnas.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Real tables and images beside the checkout, which the project does not ship. */
public final class SharedData {
  private SharedData() {}

  /** The file {@code name} of the data folder; skips the test where the folder is absent. */
  public static Path file(String name) {
    Path folder = Path.of(System.getProperty("jmodnas.shared", "../shared"), "data");
    Assumptions.assumeTrue(
        Files.isDirectory(folder),
        "real data folder '" + folder + "' is absent; this test needs '" + name + "'");
    return folder.resolve(name);
  }
}
