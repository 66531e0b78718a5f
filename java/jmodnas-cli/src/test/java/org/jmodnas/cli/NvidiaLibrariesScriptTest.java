package org.jmodnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/fetch-nvidia-libraries} on small stand-ins for the download. */
@EnabledOnOs(
    value = OS.LINUX,
    architectures = "amd64",
    disabledReason = "the libraries are those of Linux on x86-64")
final class NvidiaLibrariesScriptTest {
  private static final Path SCRIPT =
      Path.of(System.getProperty("jmodnas.root"), "scripts", "fetch-nvidia-libraries");
  private static final String WITHIN = "org/bytedeco/cuda/linux-x86_64/";

  @TempDir Path temporary;

  /** What the script did: its exit status, and its output with its errors. */
  private record Run(int status, String output) {}

  @Test
  void onlyWhatIsNeededIsUnpacked() throws Exception {
    Path jar =
        jar(
            WITHIN + "libcublas.so.12",
            WITHIN + "libcublasLt.so.12",
            WITHIN + "libcudnn.so.9",
            WITHIN + "libcudnn_engines_precompiled.so.9",
            WITHIN + "libnvrtc-builtins.so.12.6",
            WITHIN + "libnppc.so.12",
            "META-INF/libcudnn.so.9");
    Path folder = temporary.resolve("a folder");
    Run run = fetch(folder.toString(), jar.toString());
    assertThat(run.output).endsWith("export LD_LIBRARY_PATH=" + folder + "\n");
    assertThat(run.status).isZero();
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder(
            "libcublas.so.12",
            "libcublasLt.so.12",
            "libcudnn.so.9",
            "libcudnn_engines_precompiled.so.9",
            "libnvrtc-builtins.so.12.6");
    assertThat(folder.resolve("libcudnn.so.9")).hasContent(WITHIN + "libcudnn.so.9");
    assertRefused(fetch(folder.toString(), jar.toString()), "'libcublas.so.12' already");
  }

  @Test
  void anotherFileIsRefused() throws Exception {
    Path folder = temporary.resolve("libraries");
    assertRefused(
        fetch(folder.toString(), jar("org/other/libcudnn.so.9").toString()),
        "none of the libraries; expected org.bytedeco:cuda:");
    assertRefused(
        fetch(
            folder.toString(),
            jar(WITHIN + "libcublas.so.12", WITHIN + "libcublasLt.so.12").toString()),
        "lacks 'libcudnn.so.9'");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void argumentsAreChecked() throws Exception {
    assertRefused(fetch(), "expected a folder");
    assertRefused(fetch("a", "b", "c"), "got 3 arguments");
    Path folder = temporary.resolve("none");
    assertRefused(fetch(folder.toString(), "missing.jar"), "no file 'missing.jar'");
    assertThat(folder).doesNotExist();
  }

  private static void assertRefused(Run run, String part) {
    assertThat(run.output).startsWith("error: ").contains(part).hasLineCount(1);
    assertThat(run.status).isEqualTo(2);
  }

  private Run fetch(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", SCRIPT.toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(temporary.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), output);
  }

  /** An archive whose files hold their own names. */
  private Path jar(String... names) throws IOException {
    Path jar = temporary.resolve("download.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(name.getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar;
  }
}
