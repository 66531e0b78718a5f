package org.jmodnas.report.html;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** Text that is bundled: the parts of the report, and files of webjars. */
final class Resources {
  private static final String WEBJARS = "/META-INF/resources/webjars/";

  private Resources() {}

  /** A file of the report. */
  static String text(String name) {
    return read("/org/jmodnas/report/" + name);
  }

  /** A file of a webjar, whatever its version. */
  static String webjar(String library, String file) {
    Properties properties = new Properties();
    try {
      properties.load(
          new StringReader(read("/META-INF/maven/org.webjars.npm/" + library + "/pom.properties")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return read(WEBJARS + library + "/" + properties.getProperty("version") + "/" + file);
  }

  private static String read(String path) {
    try (InputStream stream = Resources.class.getResourceAsStream(path)) {
      if (stream == null) {
        throw new FileNotFoundException("resource " + path);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
