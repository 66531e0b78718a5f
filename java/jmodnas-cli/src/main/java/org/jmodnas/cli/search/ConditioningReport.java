package org.jmodnas.cli.search;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jmodnas.hypernet.Conditioning;
import org.jmodnas.sampling.Preference;
import org.jmodnas.search.SearchSession;
import org.jmodnas.search.SearchTarget;

/** How much architectures depend on device and preference, as rows of a file and as a line. */
final class ConditioningReport {
  private final List<Preference> preferences;
  private final List<Map<String, Object>> rows = new ArrayList<>();

  ConditioningReport(List<Preference> preferences) {
    this.preferences = preferences;
  }

  /** Adds the devices that are together called {@code group}, if there are any. */
  void add(String group, SearchSession session, List<SearchTarget> devices) {
    if (devices.isEmpty()) {
      return;
    }
    Conditioning conditioning = session.conditioning(devices, preferences);
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("devices", group);
    row.put("count", devices.size());
    row.put("rays", preferences.size());
    row.put("device_bits", conditioning.device().bits());
    row.put("device_share", conditioning.device().share());
    row.put("device_likeliest_share", conditioning.likeliestDevice().share());
    row.put("device_architectures", conditioning.device().architectures());
    row.put("preference_bits", conditioning.preference().bits());
    row.put("preference_share", conditioning.preference().share());
    row.put("preference_likeliest_share", conditioning.likeliestPreference().share());
    row.put("preference_architectures", conditioning.preference().architectures());
    row.put("entropy_bits", conditioning.entropyBits());
    row.put("architectures", conditioning.architectures());
    rows.add(row);
  }

  /** One row a group. */
  List<Map<String, Object>> rows() {
    return rows;
  }

  void print(PrintWriter out) {
    List<String> parts = new ArrayList<>();
    for (Map<String, Object> row : rows) {
      parts.add(
          String.format(
              Locale.ROOT,
              "%s device %.4f, preference %.4f, of most likely choices %.4f, %.4f, %d architectures",
              row.get("devices"),
              (double) row.get("device_share"),
              (double) row.get("preference_share"),
              (double) row.get("device_likeliest_share"),
              (double) row.get("preference_likeliest_share"),
              (int) row.get("architectures")));
    }
    out.println("conditioning, share of what choices can tell: " + String.join("; ", parts));
    out.flush();
  }
}
