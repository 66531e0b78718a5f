package org.jmodnas.hardware.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HostDescriptionTest {
  @TempDir Path root;

  @Test
  void linuxTellsModelAndClocks() throws IOException {
    write(
        "proc/cpuinfo",
        "processor\t: 0\nmodel name\t: Intel(R) Xeon(R) CPU E5-2680 v4 @ 2.40GHz\n"
            + "cpu MHz\t\t: 2394.5\n\nprocessor\t: 1\nmodel name\t: other\n");
    write("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance\n");
    write("sys/devices/system/clocksource/clocksource0/current_clocksource", "tsc\n");
    HostDescription host = HostDescription.read(root);
    assertThat(host.cpuModel()).isEqualTo("Intel(R) Xeon(R) CPU E5-2680 v4 @ 2.40GHz");
    assertThat(host.deviceName()).isEqualTo("intel_xeon_e5_2680_v4");
    assertThat(host.megahertz()).hasValue(2394.5);
    assertThat(host.governor()).isEqualTo("performance");
    assertThat(host.clockSource()).isEqualTo("tsc");
  }

  @Test
  void otherSystemsTellLess() {
    HostDescription host = HostDescription.read(root);
    assertThat(host.cpuModel()).isNotBlank();
    assertThat(host.megahertz()).isEmpty();
    assertThat(host.governor()).isEqualTo(HostDescription.UNKNOWN);
    assertThat(host.deviceName()).matches("[a-z0-9_]+");
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
