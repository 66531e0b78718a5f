package org.jmodnas.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.Backends;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The stand-ins for the driver, cuBLAS and cuDNN (folder {@code native-kernels/emulator}), loaded
 * before JCuda asks for the real ones. As an extension: a test on the emulated device, which must
 * neither leave anything alive there nor give it anything to report. Skips where it was not built.
 */
final class EmulatedDevice implements BeforeEachCallback, AfterEachCallback {
  /** System property: the folder of the libraries. */
  static final String FOLDER = "jmodnas.emulator";

  private static final List<String> LIBRARIES =
      List.of("libcuda.so.1", "libcublas.so.12", "libcudnn.so.9");
  private static final List<String> LIVE =
      List.of("live_bytes", "live_allocations", "live_streams", "live_events", "live_modules");
  private static final Optional<NativeLibrary> DRIVER = load();

  private static Optional<NativeLibrary> load() {
    Path folder = Path.of(System.getProperty(FOLDER, "")).toAbsolutePath();
    if (!LIBRARIES.stream().map(folder::resolve).allMatch(Files::exists)) {
      return Optional.empty();
    }
    LIBRARIES.forEach(library -> System.load(folder.resolve(library).toString()));
    return Optional.of(NativeLibrary.getInstance(folder.resolve(LIBRARIES.get(0)).toString()));
  }

  /** The first stream on the device, to be closed by the caller. */
  static Backend open() {
    return Backends.open("cuda");
  }

  /** A counter of the device, such as {@code launches}. */
  static long counter(String name) {
    long value = function("emulator_counter").invokeLong(new Object[] {name});
    assertThat(value).as("counter '%s'", name).isNotNegative();
    return value;
  }

  /** How often {@code kernel} was launched. */
  static long launches(String kernel) {
    return function("emulator_launches").invokeLong(new Object[] {kernel});
  }

  /** On how many streams {@code kernel} was launched. */
  static long launchingStreams(String kernel) {
    return function("emulator_launching_streams").invokeLong(new Object[] {kernel});
  }

  /** Counts from zero again; what is alive stays counted. */
  static void resetCounters() {
    function("emulator_reset_counters").invokeVoid(new Object[0]);
  }

  /** What the device has found since the last call, one finding a line. */
  static String reports() {
    return function("emulator_reports").invokeString(new Object[0], false);
  }

  /** Sets an option, such as {@code races} to {@code on}. */
  static void configure(String option, String value) {
    int refused = function("emulator_configure").invokeInt(new Object[] {option, value});
    assertThat(refused).as("option '%s' = '%s'", option, value).isZero();
  }

  /** Lets the device work again after a fault. */
  static void clearError() {
    function("emulator_clear_error").invokeVoid(new Object[0]);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    Assumptions.assumeTrue(
        DRIVER.isPresent(),
        () ->
            "the emulated device was not built: no '%s' in '%s' (-D%s)"
                .formatted(LIBRARIES, System.getProperty(FOLDER), FOLDER));
    standard();
    reports();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (DRIVER.isEmpty()) {
      return;
    }
    standard();
    assertThat(reports()).as("findings of the emulated device").isEmpty();
    for (String what : LIVE) {
      assertThat(counter(what)).as(what).isZero();
    }
  }

  /** The options that a test starts with. */
  private static void standard() {
    configure("races", "on");
    configure("schedule", "lazy");
    configure("devices", "1");
  }

  private static Function function(String name) {
    return DRIVER.orElseThrow().getFunction(name);
  }
}
