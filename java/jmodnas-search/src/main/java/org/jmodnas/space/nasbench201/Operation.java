package org.jmodnas.space.nasbench201;

public enum Operation {
  NONE,
  SKIP_CONNECT,
  NOR_CONV_1X1,
  NOR_CONV_3X3,
  AVG_POOL_3X3
}
