package org.jmodnas.cuda;

import org.jmodnas.tensor.ConfigurationException;

/**
 * What users may choose about the backend.
 *
 * @param deterministic whether only algorithms are used that give the same bits every time
 * @param tf32 whether products may round their operands to 10 bits of mantissa, for tensor cores
 */
record CudaOptions(boolean deterministic, boolean tf32) {
  static final String DETERMINISTIC = "jmodnas.cuda.deterministic";
  static final String TF32 = "jmodnas.cuda.tf32";

  /** The options that system properties ask for; deterministic and without TF32 by default. */
  static CudaOptions ofSystemProperties() {
    return new CudaOptions(flag(DETERMINISTIC, true), flag(TF32, false));
  }

  private static boolean flag(String property, boolean otherwise) {
    String value = System.getProperty(property, String.valueOf(otherwise));
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new ConfigurationException(
              "'-D%s=%s' is not possible: expected 'true' or 'false'".formatted(property, value));
    };
  }
}
