package org.jmodnas.cli.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jmodnas.cli.config.ConfigKeys;
import picocli.CommandLine.Model.CommandSpec;

/** The keys of a search's configuration and the options that they stand for. */
final class SearchKeys {
  private SearchKeys() {}

  /** The keys for the options of {@code search}. */
  static ConfigKeys of(CommandSpec search) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("data", "--data");
    options.put("objectives", "--objectives");
    options.put("devices", "--devices");
    options.put("unseen", "--unseen");
    named(options, "search", "steps", "epochs", "batch", "cells", "channels", "seed");
    named(options, "method", "preset", "hypernetwork", "preferences", "embedding", "scores");
    named(options, "method", "sampler", "scalarization", "combination", "warmup");
    named(options, "method", "score-share", "uniform-share", "weight-devices");
    options.put("predictor.model", "--metric-model");
    options.put("predictor.steps", "--predictor-steps");
    for (String part : NetworkOption.PARTS) {
      options.put("network." + part, "--network");
    }
    named(options, "constraints", "max", "confidence");
    options.put("constraints.in-loss", "--limits-in-loss");
    named(options, "front", "rays", "evaluations");
    options.put("checkpoint.every", "--checkpoint-every");
    options.put("checkpoint.keep", "--checkpoint-keep");
    named(options, "compute", "backend", "threads", "tf32", "deterministic");
    options.put("score.table", "--score");
    options.put("score.column", "--score-column");
    return new ConfigKeys(search, options, List.of(Set.of("search.steps", "search.epochs")));
  }

  /** Keys that are called as their options are. */
  private static void named(Map<String, String> options, String section, String... names) {
    for (String name : names) {
      options.put(section + "." + name, "--" + name);
    }
  }
}
