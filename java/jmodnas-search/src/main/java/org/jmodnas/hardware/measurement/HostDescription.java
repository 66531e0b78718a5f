package org.jmodnas.hardware.measurement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The machine that a measurement was made on, as far as it can be read (Linux tells all of it).
 *
 * @param cpuModel as the system calls it, or the architecture
 * @param megahertz clock of the first processor now; empty if unknown
 * @param governor what sets the clock, such as {@code performance}, or {@value #UNKNOWN}
 * @param clockSource what the system reads the time from, such as {@code tsc}, or {@value #UNKNOWN}
 */
public record HostDescription(
    String cpuModel, OptionalDouble megahertz, String governor, String clockSource) {
  /** Stands for what cannot be read. */
  public static final String UNKNOWN = "unknown";

  private static final String CPU_INFO = "proc/cpuinfo";
  private static final String GOVERNOR = "sys/devices/system/cpu/cpu0/cpufreq/scaling_governor";
  private static final String CLOCK =
      "sys/devices/system/clocksource/clocksource0/current_clocksource";

  /** This machine. */
  public static HostDescription read() {
    return read(Path.of("/"));
  }

  /** The machine whose {@code proc} and {@code sys} lie in {@code root}. */
  static HostDescription read(Path root) {
    String model = field(root, "model name");
    String frequency = field(root, "cpu MHz");
    return new HostDescription(
        model.equals(UNKNOWN) ? fallbackModel() : model,
        frequency.matches("\\d+(\\.\\d+)?")
            ? OptionalDouble.of(Double.parseDouble(frequency))
            : OptionalDouble.empty(),
        lines(root.resolve(GOVERNOR)).findFirst().orElse(UNKNOWN),
        lines(root.resolve(CLOCK)).findFirst().orElse(UNKNOWN));
  }

  /**
   * The model as a name for a column: its letters and digits in lower case, joined by {@code _},
   * without trademarks and nominal clock.
   */
  public String deviceName() {
    String name =
        cpuModel
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\(r\\)|\\(tm\\)|\\b(cpu|processor)\\b|@.*", " ")
            .replaceAll("[^a-z0-9]+", "_")
            .replaceAll("^_|_$", "");
    return name.isEmpty() ? "cpu" : name;
  }

  private static String fallbackModel() {
    return Objects.requireNonNullElse(
        System.getenv("PROCESSOR_IDENTIFIER"), System.getProperty("os.arch", "cpu"));
  }

  /** Value of the first line {@code name : value} on the processors. */
  private static String field(Path root, String name) {
    return lines(root.resolve(CPU_INFO))
        .filter(line -> line.matches(name + "\\s*:.*"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(UNKNOWN);
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException absent) {
      return Stream.empty();
    }
  }
}
