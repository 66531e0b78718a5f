package org.jmodnas.hardware.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A message in the wire format of Protocol Buffers, written field by field. Repeated fields are
 * written as often as they occur.
 */
final class ProtobufMessage {
  private static final int VARINT = 0;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED_32 = 5;
  private static final int TYPE_BITS = 3;
  private static final int PAYLOAD_BITS = 7;
  private static final int CONTINUED = 1 << PAYLOAD_BITS;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** A whole number: int32, int64 or an enumeration. */
  ProtobufMessage number(int field, long value) {
    tag(field, VARINT);
    varint(value);
    return this;
  }

  /** A number in single precision. */
  ProtobufMessage number(int field, float value) {
    tag(field, FIXED_32);
    bytes.writeBytes(littleEndian(value));
    return this;
  }

  /** A string. */
  ProtobufMessage text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  /** A message. */
  ProtobufMessage message(int field, ProtobufMessage value) {
    return bytes(field, value.toBytes());
  }

  /** Bytes as they are. */
  ProtobufMessage bytes(int field, byte[] value) {
    tag(field, LENGTH_DELIMITED);
    varint(value.length);
    bytes.writeBytes(value);
    return this;
  }

  /** What was written. */
  byte[] toBytes() {
    return bytes.toByteArray();
  }

  /** Single-precision numbers, least significant byte first. */
  static byte[] littleEndian(float... values) {
    ByteBuffer buffer =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(values);
    return buffer.array();
  }

  private void tag(int field, int type) {
    varint((long) field << TYPE_BITS | type);
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & -CONTINUED) != 0) {
      bytes.write((int) (rest & (CONTINUED - 1) | CONTINUED));
      rest >>>= PAYLOAD_BITS;
    }
    bytes.write((int) rest);
  }
}
