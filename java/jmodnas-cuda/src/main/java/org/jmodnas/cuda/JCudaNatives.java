package org.jmodnas.cuda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Loads JCuda's native libraries, the driver's first.
 *
 * <p>JCuda unpacks them into {@code java.io.tmpdir} under fixed names and trusts a file that is
 * there already, whoever wrote it. So while its classes initialise, that property names a fresh
 * folder that only this user can write to.
 */
final class JCudaNatives {
  private static final String TEMPORARY = "java.io.tmpdir";
  private static final List<String> CLASSES =
      List.of("jcuda.driver.JCudaDriver", "jcuda.jcublas.JCublas2", "jcuda.jcudnn.JCudnn");
  private static final Pattern MISSING_LIBRARY =
      Pattern.compile("(lib[\\w.]+\\.so[.\\d]*): cannot open shared object file");

  private JCudaNatives() {}

  /** Why they could not be loaded, or empty; loads them at the first call. */
  static Optional<String> failure() {
    return Loading.FAILURE;
  }

  /** What happens once. */
  private static final class Loading {
    static final Optional<String> FAILURE = load();
  }

  /** The sentence about a library that could not be loaded, from the message of the attempt. */
  static String explain(String message) {
    Matcher missing = MISSING_LIBRARY.matcher(message);
    if (!missing.find()) {
      return "JCuda could not be loaded ("
          + message.lines().findFirst().orElse("")
          + "); put its natives for this platform on the class path";
    }
    String library = missing.group(1);
    if (library.startsWith("libcuda.")) {
      return "no NVIDIA driver was found ('"
          + library
          + "' is missing); install the driver of your GPU, version 525 or newer";
    }
    String product = library.startsWith("libcudnn") ? "cuDNN 9" : "cuBLAS of CUDA 12";
    return ("'%s' is missing; install %s, or run scripts/fetch-nvidia-libraries DIR, and put its"
            + " folder into LD_LIBRARY_PATH")
        .formatted(library, product);
  }

  /**
   * Initialises {@code classes}, which unpack and load the native library of each.
   *
   * @throws LinkageError if a library is missing
   */
  static synchronized void initialize(List<String> classes)
      throws ClassNotFoundException, IOException {
    String before = System.getProperty(TEMPORARY);
    Path folder = Files.createTempDirectory("jmodnas-cuda");
    System.setProperty(TEMPORARY, folder.toString());
    try {
      for (String name : classes) {
        Class.forName(name, true, JCudaNatives.class.getClassLoader());
      }
    } finally {
      System.setProperty(TEMPORARY, before);
      delete(folder);
    }
  }

  private static Optional<String> load() {
    try {
      initialize(CLASSES);
      return Optional.empty();
    } catch (LinkageError e) {
      return Optional.of(explain(String.valueOf(e.getMessage())));
    } catch (ClassNotFoundException | IOException e) {
      return Optional.of(explain(e.toString()));
    }
  }

  /** Removes what was unpacked; what is loaded stays in memory. */
  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      // Another thread may have made a temporary file of its own here in the meantime.
      for (Path file : files.filter(JCudaNatives::isJCuda).toList()) {
        Files.delete(file);
      }
    }
    try (Stream<Path> others = Files.list(folder)) {
      if (others.findAny().isEmpty()) {
        Files.delete(folder);
      }
    }
  }

  private static boolean isJCuda(Path file) {
    return file.getFileName().toString().contains("JCu");
  }
}
