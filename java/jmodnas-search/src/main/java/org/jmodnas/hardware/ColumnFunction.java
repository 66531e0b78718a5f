package org.jmodnas.hardware;

/** A metric that is the same on every device, as a function of the gates, fitted to its values. */
interface ColumnFunction extends MetricFunction {
  /** What it tells of architectures by index, in the metric's unit. */
  double[] outputs(int[] indices);
}
