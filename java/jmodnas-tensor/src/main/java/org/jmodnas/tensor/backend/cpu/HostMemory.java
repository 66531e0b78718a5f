package org.jmodnas.tensor.backend.cpu;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jmodnas.tensor.backend.Capacity;

/** Memory of the machine, or of the container that the process runs in. */
final class HostMemory {
  private static final Path STATUS = Path.of("/proc/meminfo");
  private static final String FIELD = "MemAvailable:";

  private HostMemory() {}

  /** Memory in all and what is left; empty if this Java does not tell. */
  static Optional<Capacity> capacity() {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
      long total = system.getTotalMemorySize();
      // Linux counts files it has read as used, and would give their memory back.
      long free = available().orElseGet(system::getFreeMemorySize);
      return Optional.of(new Capacity(total, Math.min(free, total)));
    }
    return Optional.empty();
  }

  /** The same in words. */
  static String description() {
    return capacity()
        .map(
            memory ->
                String.format(
                    Locale.ROOT,
                    "%.1f GB, %.1f GB free",
                    memory.total() / 1e9,
                    memory.free() / 1e9))
        .orElse("unknown");
  }

  private static OptionalLong available() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith(FIELD))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
