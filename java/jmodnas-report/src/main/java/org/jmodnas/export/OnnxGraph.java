package org.jmodnas.export;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A graph of ONNX operators that grows in the order of computation. */
final class OnnxGraph {
  /** Version of the default operator set. */
  static final int OPERATOR_SET = 17;

  /** Extent of a dimension that is open until the graph runs. */
  static final int ANY = 0;

  private static final int IR_VERSION = 8;
  private static final String OPEN_DIMENSION = "batch";

  private final GraphProto.Builder graph = GraphProto.newBuilder();
  private final Map<String, TensorProto> constants = new LinkedHashMap<>();

  /**
   * An input or output of the graph.
   *
   * @param type of its elements
   * @param extents of its dimensions; {@link #ANY} is open
   */
  record Value(String name, TensorProto.DataType type, List<Integer> extents) {}

  /** Adds an operator and returns the name of its value. */
  String add(String operator, List<String> inputs, AttributeProto... attributes) {
    return addAs("v" + graph.getNodeCount(), operator, inputs, attributes);
  }

  /** Adds an operator whose value is called {@code output}, and returns that. */
  String addAs(String output, String operator, List<String> inputs, AttributeProto... attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setName(operator + "_" + output)
            .setOpType(operator)
            .addAllInput(inputs)
            .addOutput(output)
            .addAllAttribute(List.of(attributes)));
    return output;
  }

  /** A constant called {@code name}, which is made once, and returns that. */
  String constant(String name, float[] values, int... extents) {
    constants.computeIfAbsent(
        name,
        absent -> {
          TensorProto.Builder tensor =
              TensorProto.newBuilder()
                  .setName(name)
                  .setDataType(TensorProto.DataType.FLOAT.getNumber());
          for (int extent : extents) {
            tensor.addDims(extent);
          }
          for (float value : values) {
            tensor.addFloatData(value);
          }
          return tensor.build();
        });
    return name;
  }

  /** An attribute of whole numbers. */
  static AttributeProto integers(String name, int... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
    for (int value : values) {
      attribute.addInts(value);
    }
    return attribute.build();
  }

  /** An attribute of one whole number. */
  static AttributeProto integer(String name, int value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
  }

  /** An attribute of one number. */
  static AttributeProto decimal(String name, float value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.FLOAT)
        .setF(value)
        .build();
  }

  /**
   * The file.
   *
   * @param name of the graph
   * @param metadata texts about the model, by name
   */
  byte[] toBytes(String name, Value input, Value output, Map<String, String> metadata) {
    graph
        .setName(name)
        .addAllInitializer(constants.values())
        .addInput(describe(input))
        .addOutput(describe(output));
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("jmodnas")
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATOR_SET))
            .setGraph(graph);
    metadata.forEach(
        (key, value) ->
            model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return model.build().toByteArray();
  }

  private static ValueInfoProto describe(Value value) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (int extent : value.extents) {
      shape.addDim(
          extent == ANY
              ? Dimension.newBuilder().setDimParam(OPEN_DIMENSION)
              : Dimension.newBuilder().setDimValue(extent));
    }
    return ValueInfoProto.newBuilder()
        .setName(value.name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(value.type.getNumber())
                        .setShape(shape)))
        .build();
  }
}
