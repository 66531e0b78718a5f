package org.jmodnas.cuda;

/** A piece of device memory of one allocation. */
final class DeviceBlock {
  private final DeviceAddress address;
  private final long bytes;
  private final AccessHistory history = new AccessHistory();

  DeviceBlock(DeviceAddress address, long bytes) {
    this.address = address;
    this.bytes = bytes;
  }

  DeviceAddress address() {
    return address;
  }

  long bytes() {
    return bytes;
  }

  /** Which work touches the block. */
  AccessHistory history() {
    return history;
  }

  @Override
  public String toString() {
    return bytes + " bytes";
  }
}
