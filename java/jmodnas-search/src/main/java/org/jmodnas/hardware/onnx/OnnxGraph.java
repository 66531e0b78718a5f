package org.jmodnas.hardware.onnx;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A graph of ONNX operators as it is built, in the order of computation, and its file. Numbers of
 * fields are those of {@code onnx.proto3}.
 */
final class OnnxGraph {
  /** Version of the operators. */
  static final int OPSET = 17;

  /** Version of the file format that goes with it. */
  private static final int IR_VERSION = 8;

  private static final int FLOAT = 1;
  private static final int ATTRIBUTE_INT = 2;
  private static final int ATTRIBUTE_INTS = 7;
  private static final int ATTRIBUTE_FLOAT = 1;

  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, ProtobufMessage> constants = new LinkedHashMap<>();

  /** The value of one operator. */
  private record Node(String output, List<String> inputs, ProtobufMessage message) {}

  /**
   * The shape of an input or output of the graph.
   *
   * @param extents of its dimensions
   */
  record Value(String name, List<Integer> extents) {}

  /** Adds an operator and returns the name of its value. */
  String add(String operator, List<String> inputs, ProtobufMessage... attributes) {
    String output = "v" + nodes.size();
    return addAs(output, operator, inputs, attributes);
  }

  /** Adds an operator whose value is called {@code output}, and returns that. */
  String addAs(String output, String operator, List<String> inputs, ProtobufMessage... attributes) {
    ProtobufMessage message = new ProtobufMessage();
    inputs.forEach(input -> message.text(1, input));
    message.text(2, output).text(3, operator + "_" + output).text(4, operator);
    for (ProtobufMessage attribute : attributes) {
      message.message(5, attribute);
    }
    nodes.add(new Node(output, List.copyOf(inputs), message));
    return output;
  }

  /** A constant called {@code name}, which is made once, and returns that. */
  String constant(String name, float[] values, int... extents) {
    constants.computeIfAbsent(
        name,
        absent -> {
          ProtobufMessage tensor = new ProtobufMessage();
          for (int extent : extents) {
            tensor.number(1, extent);
          }
          return tensor
              .number(2, FLOAT)
              .text(8, name)
              .bytes(9, ProtobufMessage.littleEndian(values));
        });
    return name;
  }

  /** An attribute of whole numbers. */
  static ProtobufMessage integers(String name, int... values) {
    ProtobufMessage attribute = new ProtobufMessage().text(1, name);
    for (int value : values) {
      attribute.number(8, (long) value);
    }
    return attribute.number(20, (long) ATTRIBUTE_INTS);
  }

  /** An attribute of one whole number. */
  static ProtobufMessage integer(String name, int value) {
    return new ProtobufMessage()
        .text(1, name)
        .number(3, (long) value)
        .number(20, (long) ATTRIBUTE_INT);
  }

  /** An attribute of one number in single precision. */
  static ProtobufMessage decimal(String name, float value) {
    return new ProtobufMessage().text(1, name).number(2, value).number(20, (long) ATTRIBUTE_FLOAT);
  }

  /** The file; operators and constants that {@code output} does not need are left out. */
  byte[] toBytes(String name, Value input, Value output) {
    Set<String> needed = new HashSet<>(Set.of(output.name()));
    for (int i = nodes.size() - 1; i >= 0; i--) {
      if (needed.contains(nodes.get(i).output)) {
        needed.addAll(nodes.get(i).inputs);
      }
    }
    ProtobufMessage graph = new ProtobufMessage();
    nodes.stream()
        .filter(node -> needed.contains(node.output))
        .forEach(node -> graph.message(1, node.message));
    graph.text(2, name);
    constants.forEach(
        (constant, tensor) -> {
          if (needed.contains(constant)) {
            graph.message(5, tensor);
          }
        });
    graph.message(11, describe(input)).message(12, describe(output));
    return new ProtobufMessage()
        .number(1, (long) IR_VERSION)
        .text(2, "jmodnas")
        .message(7, graph)
        .message(8, new ProtobufMessage().text(1, "").number(2, (long) OPSET))
        .toBytes();
  }

  private static ProtobufMessage describe(Value value) {
    ProtobufMessage shape = new ProtobufMessage();
    value.extents.forEach(
        extent -> shape.message(1, new ProtobufMessage().number(1, (long) extent)));
    ProtobufMessage tensor = new ProtobufMessage().number(1, (long) FLOAT).message(2, shape);
    return new ProtobufMessage()
        .text(1, value.name)
        .message(2, new ProtobufMessage().message(1, tensor));
  }
}
