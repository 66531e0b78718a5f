package org.jmodnas.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the manifest of the jar. */
final class ManifestVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version =
        Optional.ofNullable(JModnas.class.getPackage().getImplementationVersion())
            .orElse("(not packaged)");
    return new String[] {
      "jmodnas " + version,
      "Java "
          + Runtime.version()
          + ", "
          + System.getProperty("os.name")
          + " "
          + System.getProperty("os.arch")
    };
  }
}
