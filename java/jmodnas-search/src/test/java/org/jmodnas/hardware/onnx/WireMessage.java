package org.jmodnas.hardware.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A message of Protocol Buffers read back: the values of each field, in order, undecoded. */
final class WireMessage {
  private final Map<Integer, List<Long>> numbers = new TreeMap<>();
  private final Map<Integer, List<byte[]>> blocks = new TreeMap<>();

  WireMessage(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      long tag = varint(buffer);
      int field = (int) (tag >>> 3);
      switch ((int) (tag & 7)) {
        case 0 -> numbers.computeIfAbsent(field, f -> new ArrayList<>()).add(varint(buffer));
        case 2 -> {
          byte[] block = new byte[(int) varint(buffer)];
          buffer.get(block);
          blocks.computeIfAbsent(field, f -> new ArrayList<>()).add(block);
        }
        case 5 ->
            numbers.computeIfAbsent(field, f -> new ArrayList<>()).add((long) buffer.getInt());
        default -> throw new IllegalArgumentException("Wire type " + (tag & 7));
      }
    }
  }

  private static long varint(ByteBuffer buffer) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = buffer.get();
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  List<Long> numbers(int field) {
    return numbers.getOrDefault(field, List.of());
  }

  long number(int field) {
    return numbers(field).get(0);
  }

  List<WireMessage> messages(int field) {
    return blocks.getOrDefault(field, List.of()).stream().map(WireMessage::new).toList();
  }

  WireMessage message(int... path) {
    WireMessage message = this;
    for (int field : path) {
      message = message.messages(field).get(0);
    }
    return message;
  }

  List<String> texts(int field) {
    return blocks.getOrDefault(field, List.of()).stream()
        .map(block -> new String(block, StandardCharsets.UTF_8))
        .toList();
  }

  String text(int field) {
    return texts(field).get(0);
  }

  /** A block of single-precision numbers. */
  float[] floats(int field) {
    byte[] block = blocks.get(field).get(0);
    float[] values = new float[block.length / Float.BYTES];
    ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }
}
