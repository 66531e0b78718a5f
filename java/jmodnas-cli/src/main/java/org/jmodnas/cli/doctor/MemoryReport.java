package org.jmodnas.cli.doctor;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jmodnas.cli.console.TextTable;
import org.jmodnas.search.MemoryForecast;
import org.jmodnas.search.SearchConfig;
import org.jmodnas.tensor.backend.BackendSelection;
import org.jmodnas.tensor.backend.Capacity;

/** The forecast of a search's memory, against what the device has. */
final class MemoryReport {
  /** The one backend that runs a pass for each thread, not for each device. */
  private static final String PASS_FOR_EACH_THREAD = "cpu";

  private final PrintWriter out;
  private final BackendSelection selection;
  private final SearchConfig config;
  private final MemoryForecast.Setting setting;

  MemoryReport(PrintWriter out, BackendSelection selection, MemoryOptions options) {
    this.out = out;
    this.selection = selection;
    this.setting = options.setting();
    this.config = options.config(!passForEachThread());
  }

  void print() {
    MemoryForecast forecast = MemoryForecast.of(config, setting);
    out.printf(
        "%nMemory of a search for %d devices: images %dx%dx%d, batch %d, cells %d, channels %d%n",
        setting.devices(),
        setting.images().height(),
        setting.images().width(),
        setting.images().channels(),
        config.batch(),
        config.cells(),
        config.channels());
    TextTable table =
        new TextTable()
            .row("parameters and optimiser state", "", "", "", bytes(forecast.standing()))
            .row("and in turn", "shared", "one pass", "at a time", "together");
    for (MemoryForecast.Phase phase : forecast.phases()) {
      table.row(
          "  " + phase.name(),
          bytes(phase.shared()),
          bytes(phase.pass()),
          "x " + phase.passes(),
          bytes(phase.bytes()));
    }
    table.row("total at most", "", "", "", bytes(forecast.total()));
    table.print(out);
    out.println(verdict(forecast));
    out.flush();
  }

  private String verdict(MemoryForecast forecast) {
    Optional<Capacity> capacity = selection.capacity();
    if (capacity.isEmpty()) {
      return "How much is free on " + selection.name() + " is not known.";
    }
    long free = capacity.get().free();
    String room =
        String.format(
            Locale.ROOT,
            "into %.0f %% of the %s that are free on %s; the rest is for libraries",
            100 * MemoryForecast.USABLE,
            bytes(free),
            selection.name());
    return forecast.fits(free)
        ? "It fits " + room + "."
        : "It does not fit " + room + ". " + remedy(free);
  }

  private String remedy(long free) {
    List<String> remedies = new ArrayList<>();
    add(remedies, "--batch", MemoryForecast.largestBatch(config, setting, free));
    add(remedies, "--channels", MemoryForecast.largestChannels(config, setting, free));
    if (passForEachThread()) {
      add(remedies, "--threads", MemoryForecast.largestThreads(config, setting, free));
    }
    return remedies.isEmpty()
        ? "Lower batch, channels and cells together."
        : "It would with " + String.join(" or ", remedies) + ".";
  }

  private static void add(List<String> remedies, String option, OptionalInt value) {
    value.ifPresent(largest -> remedies.add("'" + option + " " + largest + "'"));
  }

  private boolean passForEachThread() {
    return selection.provider().name().equals(PASS_FOR_EACH_THREAD);
  }

  private static String bytes(long bytes) {
    return bytes < 1_000_000_000
        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
