package org.jmodnas.hardware;

/** Makes target devices of measurements, and tells their metric of any architecture. */
public interface DeviceModel {
  /** The device whose reference measurements are in {@code table}. */
  TargetDevice device(MetricTable table, String name);

  /** Outputs for architectures by index, to be read by the device's calibration. */
  double[] outputs(TargetDevice device, int[] indices);

  /**
   * What the differentiable function that a search descends tells of architectures, where that is
   * not what is known of them.
   */
  default double[] searched(TargetDevice device, int[] indices) {
    return outputs(device, indices);
  }
}
