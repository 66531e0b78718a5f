package org.jmodnas.report.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an architecture's string says of each decision. A cell as NAS-Bench-201 writes it ({@code
 * |op~0|+|op~0|op~1|+…}) decides the operation of each edge; of another string each part between
 * bars is a decision.
 *
 * @param cell whether it is a cell whose edges these are
 * @param choices by decision, {@code 0->1} for the edge between two nodes of a cell
 */
public record Decisions(boolean cell, Map<String, String> choices) {
  private static final Pattern EDGE = Pattern.compile("([^|~+]+)~(\\d+)");

  public Decisions {
    choices = new LinkedHashMap<>(choices);
  }

  /** The decisions in {@code architecture}. */
  public static Decisions of(String architecture) {
    Map<String, String> edges = new LinkedHashMap<>();
    String[] nodes = architecture.strip().split("\\+", -1);
    for (int node = 0; node < nodes.length; node++) {
      List<String> parts = parts(nodes[node]);
      if (parts.size() != node + 1) {
        return list(architecture);
      }
      for (int source = 0; source <= node; source++) {
        Matcher edge = EDGE.matcher(parts.get(source));
        if (!edge.matches() || !edge.group(2).equals(String.valueOf(source))) {
          return list(architecture);
        }
        edges.put(source + "->" + (node + 1), edge.group(1));
      }
    }
    return new Decisions(true, edges);
  }

  /** The decisions in which {@code other} chose otherwise. */
  public List<String> changed(Decisions other) {
    return choices.keySet().stream()
        .filter(name -> !choices.get(name).equals(other.choices.get(name)))
        .toList();
  }

  private static Decisions list(String architecture) {
    Map<String, String> choices = new LinkedHashMap<>();
    for (String part : parts(architecture)) {
      choices.put("decision " + (choices.size() + 1), part);
    }
    return new Decisions(false, choices);
  }

  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    for (String part : text.split("\\|", -1)) {
      if (!part.isBlank()) {
        parts.add(part.strip());
      }
    }
    return parts;
  }
}
