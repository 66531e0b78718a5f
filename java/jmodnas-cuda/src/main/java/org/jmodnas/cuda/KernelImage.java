package org.jmodnas.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jmodnas.cuda.KernelSignature.Form;
import org.jmodnas.cuda.KernelSignature.Parameter;
import org.jmodnas.tensor.JModnasException;

/**
 * The kernels as PTX text, with the signatures that its {@code .entry} directives declare (PTX ISA,
 * "Kernel and Function Directives").
 */
record KernelImage(String text, Map<String, KernelSignature> signatures) {
  private static final String TEXT = "kernels.ptx";
  private static final String ASSEMBLED = "kernels.fatbin";
  private static final String SOURCES = ".sources.sha256";
  private static final Pattern COMMENT = Pattern.compile("//[^\n]*");
  private static final Pattern TARGET = Pattern.compile("(?m)^\\.target\\s+(\\w+)");
  private static final Pattern ENTRY =
      Pattern.compile("\\.entry\\s+([\\w$]+)\\s*(?:\\(([^)]*)\\))?([^{;]*)\\{");
  private static final Pattern THREADS = Pattern.compile("\\.(?:maxntid|reqntid)\\s+(\\d+)");
  private static final Pattern PARAMETER =
      Pattern.compile(
          "\\.param\\s+(?:\\.align\\s+(\\d+)\\s+)?\\.(\\w+)\\s+(?:\\.ptr\\s+)?"
              + "(?:\\.(?:global|shared|const|local)\\s+)?(?:\\.align\\s+\\d+\\s+)?"
              + "[\\w$]+(?:\\[(\\d+)])?");

  KernelImage {
    signatures = Map.copyOf(signatures);
  }

  /** The image that the project is built with. */
  static KernelImage load() {
    byte[] text =
        resource(TEXT)
            .orElseThrow(
                () ->
                    new JModnasException(
                        "The kernels ('"
                            + TEXT
                            + "') are missing in the jmodnas-cuda jar; build it anew"));
    return parse(new String(text, StandardCharsets.US_ASCII));
  }

  /**
   * The same kernels assembled for common GPUs, as releases have them; empty where the project was
   * built without, or where they are of other sources than the text.
   */
  static Optional<byte[]> assembled() {
    boolean current =
        Arrays.equals(
            resource(ASSEMBLED + SOURCES).orElse(null), resource(TEXT + SOURCES).orElse(null));
    return current ? resource(ASSEMBLED) : Optional.empty();
  }

  private static Optional<byte[]> resource(String name) {
    try (InputStream stream = KernelImage.class.getResourceAsStream(name)) {
      return stream == null ? Optional.empty() : Optional.of(stream.readAllBytes());
    } catch (IOException e) {
      throw new JModnasException("The kernels could not be read: " + e.getMessage(), e);
    }
  }

  /** The image that {@code text} is. */
  static KernelImage parse(String text) {
    Map<String, KernelSignature> signatures = new LinkedHashMap<>();
    Matcher entry = ENTRY.matcher(COMMENT.matcher(text).replaceAll(""));
    while (entry.find()) {
      String name = entry.group(1);
      String parameters = entry.group(2) == null ? "" : entry.group(2);
      Matcher threads = THREADS.matcher(entry.group(3));
      if (!threads.find()) {
        throw new JModnasException("Kernel '" + name + "' does not say how many threads it takes");
      }
      signatures.put(
          name,
          new KernelSignature(
              name, parameters(name, parameters), Integer.parseInt(threads.group(1))));
    }
    return new KernelImage(text, signatures);
  }

  /** The architecture that the text is for, such as {@code sm_75}; newer ones take it as well. */
  String target() {
    Matcher target = TARGET.matcher(text);
    if (!target.find()) {
      throw new JModnasException("The kernels do not say which architecture they are for");
    }
    return target.group(1);
  }

  /** The signature of kernel {@code name}. */
  KernelSignature signature(String name) {
    KernelSignature signature = signatures.get(name);
    if (signature == null) {
      throw new JModnasException(
          "There is no kernel '"
              + name
              + "' in the image; build it anew with scripts/build-kernels"
              + " --ptx");
    }
    return signature;
  }

  private static List<Parameter> parameters(String kernel, String declarations) {
    List<Parameter> parameters = new ArrayList<>();
    for (String declaration : declarations.split(",", -1)) {
      if (!declaration.isBlank()) {
        parameters.add(parameter(kernel, declaration.strip()));
      }
    }
    return parameters;
  }

  private static Parameter parameter(String kernel, String declaration) {
    Matcher matcher = PARAMETER.matcher(declaration);
    if (!matcher.matches()) {
      throw unreadable(kernel, declaration);
    }
    if (matcher.group(3) != null) {
      int alignment = matcher.group(1) == null ? 1 : Integer.parseInt(matcher.group(1));
      return new Parameter(Form.BYTES, Integer.parseInt(matcher.group(3)), alignment);
    }
    return Parameter.of(
        switch (matcher.group(2)) {
          case "u64", "s64", "b64" -> Form.WORD64;
          case "u32", "s32", "b32" -> Form.INTEGER;
          case "f32" -> Form.REAL;
          default -> throw unreadable(kernel, declaration);
        });
  }

  private static JModnasException unreadable(String kernel, String declaration) {
    return new JModnasException(
        "Kernel '%s' has a parameter of an unknown form, '%s'".formatted(kernel, declaration));
  }
}
