package org.jmodnas.hardware.measurement;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Optional;

/**
 * How busy a machine is.
 *
 * @param average processes that ran or wanted to, averaged over the last minute; negative where the
 *     system does not tell, which is no ground to refuse a measurement
 * @param processors of the machine
 */
public record MachineLoad(double average, int processors) {
  /** The most load of others, in processors. */
  private static final double SHARE = 0.5;

  /** This machine's load now. */
  public static MachineLoad now() {
    return new MachineLoad(
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        Runtime.getRuntime().availableProcessors());
  }

  /** Why a measurement may not begin: more load than half of the processors; empty if it may. */
  public Optional<String> objectionBefore() {
    return objection("before", SHARE * processors);
  }

  /** Why a measurement does not count, likewise; its own thread is allowed for. */
  public Optional<String> objectionAfter() {
    return objection("after", SHARE * processors + 1);
  }

  private Optional<String> objection(String when, double most) {
    return average <= most
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "load average %.2f %s the measurement, at most %.2f allowed on %d processors",
                average,
                when,
                most,
                processors));
  }
}
