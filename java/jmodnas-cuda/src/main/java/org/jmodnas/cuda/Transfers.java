package org.jmodnas.cuda;

import static jcuda.driver.JCudaDriver.cuMemAllocHost;
import static jcuda.driver.JCudaDriver.cuMemFreeHost;
import static jcuda.driver.JCudaDriver.cuMemcpyDtoHAsync;
import static jcuda.driver.JCudaDriver.cuMemcpyHtoDAsync;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jcuda.Pointer;

/**
 * Copies between the heap and device memory on one stream, through page-locked memory. An upload
 * returns as soon as the values are in that memory; a download waits for the stream, and for no
 * other. Thread-safe.
 */
final class Transfers {
  private static final int SMALLEST = 1 << 18;
  private static final int LARGEST = 1 << 23;

  private final CudaStream stream;
  private final PageLocked up = new PageLocked();
  private final PageLocked down = new PageLocked();
  private int filled;
  private long lastUpload;

  Transfers(CudaStream stream) {
    this.stream = stream;
  }

  /** Writes values into one end of a transfer. */
  private interface Source {
    void put(ByteBuffer target, int first, int count);
  }

  /** Writes the first {@code count} values to {@code target}, from {@code byteOffset}. */
  void upload(float[] values, int count, DeviceBlock target, long byteOffset) {
    upload(
        (buffer, first, part) -> buffer.asFloatBuffer().put(values, first, part),
        Float.BYTES,
        count,
        target,
        byteOffset);
  }

  /** Writes all values to the begin of {@code target}. */
  void upload(int[] values, DeviceBlock target) {
    upload(
        (buffer, first, part) -> buffer.asIntBuffer().put(values, first, part),
        Integer.BYTES,
        values.length,
        target,
        0);
  }

  /** Writes all values to the begin of {@code target}. */
  void upload(long[] values, DeviceBlock target) {
    upload(
        (buffer, first, part) -> buffer.asLongBuffer().put(values, first, part),
        Long.BYTES,
        values.length,
        target,
        0);
  }

  /** Reads {@code count} values from {@code source}, from {@code byteOffset}. */
  synchronized void download(DeviceBlock source, long byteOffset, float[] target, int count) {
    int read = 0;
    while (read < count) {
      int part = Math.min(count - read, LARGEST / Float.BYTES);
      fetch(source, byteOffset + (long) Float.BYTES * read, Float.BYTES * part)
          .asFloatBuffer()
          .get(target, read, part);
      read += part;
    }
  }

  /** Frees the page-locked memory; the stream is idle. */
  synchronized void close() {
    up.free();
    down.free();
  }

  private synchronized void upload(
      Source source, int bytes, int count, DeviceBlock target, long byteOffset) {
    int written = 0;
    while (written < count) {
      int part = Math.min(count - written, room((long) bytes * (count - written)) / bytes);
      source.put(up.slice(filled, bytes * part), written, part);
      Pointer from = up.pointer(filled);
      DeviceAddress to = target.address().withByteOffset(byteOffset + (long) bytes * written);
      lastUpload =
          stream.submit(
              DeviceLibrary.DRIVER,
              "cuMemcpyHtoDAsync",
              new Accesses().writes(target),
              () -> cuMemcpyHtoDAsync(to, from, (long) bytes * part, stream.handle()));
      filled += bytes * part;
      written += part;
    }
  }

  /**
   * Bytes that are free behind what uploads still read, as many as {@code needed} or a whole
   * transfer at least; waits for the uploads if there are not so many and the device cannot tell
   * that they are done.
   */
  private int room(long needed) {
    if (stream.isDone(lastUpload)) {
      filled = 0;
    }
    int wanted = (int) Math.min(needed, LARGEST);
    if (up.bytes() - filled < wanted) {
      if (filled > 0 && !stream.hasFinished(lastUpload)) {
        stream.synchronize();
      }
      filled = 0;
      up.grow(wanted);
    }
    return up.bytes() - filled;
  }

  private ByteBuffer fetch(DeviceBlock source, long byteOffset, int bytes) {
    down.grow(bytes);
    DeviceAddress from = source.address().withByteOffset(byteOffset);
    stream.submit(
        DeviceLibrary.DRIVER,
        "cuMemcpyDtoHAsync",
        new Accesses().reads(source),
        () -> cuMemcpyDtoHAsync(down.pointer(0), from, bytes, stream.handle()));
    stream.synchronize();
    return down.slice(0, bytes);
  }

  /** Memory of the host that the device copies from and to by itself. */
  private final class PageLocked {
    private Pointer pointer = new Pointer();
    private int bytes;

    int bytes() {
      return bytes;
    }

    Pointer pointer(int offset) {
      return pointer.withByteOffset(offset);
    }

    ByteBuffer slice(int offset, int length) {
      return pointer.getByteBuffer(offset, length).order(ByteOrder.nativeOrder());
    }

    /** Makes it at least so long; nothing may still use it. */
    void grow(int wanted) {
      if (bytes >= wanted) {
        return;
      }
      free();
      int size = Math.max(SMALLEST, Integer.highestOneBit(wanted - 1) << 1);
      stream.context().bind();
      CudaFailure.check(cuMemAllocHost(pointer, size), "cuMemAllocHost", size + " bytes");
      bytes = size;
    }

    void free() {
      if (bytes > 0) {
        stream.context().bind();
        CudaFailure.check(cuMemFreeHost(pointer), "cuMemFreeHost", bytes + " bytes");
        bytes = 0;
        pointer = new Pointer();
      }
    }
  }
}
