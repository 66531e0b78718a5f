package org.jmodnas.constraint;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as messages tell them: to four significant digits, without trailing zeros. */
final class Significant {
  private static final MathContext DIGITS = new MathContext(4);

  private Significant() {}

  static String of(double value) {
    return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
  }
}
