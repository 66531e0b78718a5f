package org.jmodnas.report.html;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** The scripts of a report, inlined. */
final class Scripts {
  /** Each uses only those before it. */
  private static final List<String> MODULES =
      List.of(
          "dom",
          "format",
          "state",
          "theme",
          "chart",
          "legend",
          "points",
          "cell",
          "front",
          "parallel",
          "architectures",
          "whatif",
          "preferences",
          "policy",
          "search",
          "similarity",
          "table",
          "live",
          "main");

  private final List<String> sources;

  Scripts() {
    String own =
        MODULES.stream()
            .map(module -> Resources.text("js/" + module + ".js"))
            .collect(Collectors.joining("\n", "(function () {\n'use strict';\n", "})();\n"));
    sources = List.of(Resources.webjar("echarts", "dist/echarts.min.js"), own);
  }

  /** Script elements. */
  String html() {
    return sources.stream()
        .map(source -> "<script>" + source + "</script>\n")
        .collect(Collectors.joining());
  }

  /** What a Content-Security-Policy lists so that these scripts run and no others. */
  String hashes() {
    return sources.stream().map(Scripts::hash).collect(Collectors.joining(" "));
  }

  private static String hash(String source) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(source.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
