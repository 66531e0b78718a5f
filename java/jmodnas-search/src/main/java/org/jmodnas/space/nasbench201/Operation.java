package org.jmodnas.space.nasbench201;

import java.util.Locale;

/** The operations of an edge, in the official order. */
public enum Operation {
  /** Zero. */
  NONE,
  /** Identity. */
  SKIP_CONNECT,
  /** ReLU, 1×1 convolution, batch norm. */
  NOR_CONV_1X1,
  /** ReLU, 3×3 convolution, batch norm. */
  NOR_CONV_3X3,
  /** 3×3 average pooling. */
  AVG_POOL_3X3;

  /** The official name, such as {@code nor_conv_3x3}. */
  public String officialName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
