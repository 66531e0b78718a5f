package org.jmodnas.hardware;

/** Makes target devices of measurements, and tells their metric of any architecture. */
public interface DeviceModel {
  /** The device whose reference measurements are in {@code table}. */
  TargetDevice device(MetricTable table, String name);

  /** Outputs for architectures by index, to be read by the device's calibration. */
  double[] outputs(TargetDevice device, int[] indices);
}
