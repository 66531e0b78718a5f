package org.jmodnas.tensor.backend.cpu;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jmodnas.tensor.ConfigurationException;

/**
 * The project's own native kernels (folder {@code native-kernels/cpu}), where the library was built
 * with them and the processor can run them. Addresses are those of float arrays.
 */
final class CpuKernels {
  /** System property: {@code auto}, {@code off}, or the name of an instruction set. */
  static final String PROPERTY = "jmodnas.cpu.kernels";

  private static final String LIBRARY = "jmodnas_cpu";
  private static final String AUTOMATIC = "auto";
  private static final String OFF = "off";
  private static final boolean LOADED = load();

  /** What the kernels are compiled for, the narrowest first; numbered as in library.cpp. */
  enum InstructionSet {
    AVX2,
    AVX512;

    private String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private CpuKernels() {}

  /** The instruction set that the property asks for, or the widest one that works here. */
  static Optional<InstructionSet> instructionSet() {
    String wanted = System.getProperty(PROPERTY, AUTOMATIC);
    List<InstructionSet> available = available();
    if (wanted.equals(OFF)) {
      return Optional.empty();
    }
    if (wanted.equals(AUTOMATIC)) {
      return available.stream().reduce((narrower, wider) -> wider);
    }
    return Optional.of(
        available.stream()
            .filter(set -> set.label().equals(wanted))
            .findFirst()
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "'-D%s=%s' is not possible here: expected '%s', '%s' or one of %s"
                            .formatted(PROPERTY, wanted, AUTOMATIC, OFF, labels(available)))));
  }

  /** The instruction sets that work here; none where the kernels were not built. */
  static List<InstructionSet> available() {
    return LOADED
        ? Stream.of(InstructionSet.values())
            .filter(set -> jmodnas_has_instruction_set(set.ordinal()) != 0)
            .toList()
        : List.of();
  }

  /** What the backend tells about its kernels. */
  static String description() {
    return instructionSet()
        .map(set -> "own kernels for " + set.label())
        .orElse(LOADED ? "no own kernels in use" : "own kernels not built");
  }

  /** The instruction sets that the kernels could use here. */
  static String inventory() {
    if (!LOADED) {
      return "own kernels not built; build them with scripts/build-kernels";
    }
    List<String> labels = available().stream().map(InstructionSet::label).toList();
    return labels.isEmpty()
        ? "the processor has none that our own kernels want (AVX2 or wider)"
        : "own kernels can use " + String.join(", ", labels);
  }

  private static List<String> labels(List<InstructionSet> sets) {
    return sets.stream().map(set -> "'" + set.label() + "'").toList();
  }

  /** Looks for the library on the class path, in JNA's folder of the platform. */
  private static boolean load() {
    try {
      Native.register(
          CpuKernels.class, NativeLibrary.getInstance(LIBRARY, CpuKernels.class.getClassLoader()));
      return true;
    } catch (UnsatisfiedLinkError e) {
      return false;
    }
  }

  private static native int jmodnas_has_instruction_set(int isa);

  static native void jmodnas_winograd_forward(
      int isa, int batch, int height, int width, int in, int out, long x, long w, long y);

  static native void jmodnas_winograd_backward_input(
      int isa, int batch, int height, int width, int in, int out, long w, long dy, long dx);

  static native void jmodnas_winograd_backward_weight(
      int isa, int batch, int height, int width, int in, int out, long x, long dy, long dw);

  static native void jmodnas_average_forward(
      int isa, int batch, int height, int width, int channels, long x, long y);

  static native void jmodnas_average_backward(
      int isa, int batch, int height, int width, int channels, long dy, long dx);
}
