package org.jmodnas.cuda;

import jcuda.driver.CUdeviceptr;

/** A device pointer whose value can be read, as the parameters of a kernel need it. */
final class DeviceAddress extends CUdeviceptr {
  /** An empty pointer, to be filled by an allocation. */
  DeviceAddress() {}

  private DeviceAddress(DeviceAddress base, long byteOffset) {
    super(base, byteOffset);
  }

  long value() {
    return getNativePointer() + getByteOffset();
  }

  @Override
  public DeviceAddress withByteOffset(long byteOffset) {
    return byteOffset == 0 ? this : new DeviceAddress(this, byteOffset);
  }
}
