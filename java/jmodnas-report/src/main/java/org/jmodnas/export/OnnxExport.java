package org.jmodnas.export;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jmodnas.network.NasBench201Network;
import org.jmodnas.network.TapeLayers;
import org.jmodnas.space.nasbench201.DeployedNetwork;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.dry.DryBackend;
import org.jmodnas.tensor.data.ChannelStatistics;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.training.NetworkFile;
import org.jmodnas.training.PyTorchLayout;
import org.jmodnas.training.TrainedNetwork;

/**
 * A trained network as an ONNX file for inference: images (batch, channels, height, width) to class
 * scores (batch, classes). Constants have the names that {@link NetworkFile} gives them.
 *
 * @param input what images are
 * @param batch images of a run; 0 leaves it open
 */
public record OnnxExport(Input input, int batch) {
  /** Name of the images. */
  public static final String IMAGES = "images";

  /** Name of the class scores. */
  public static final String SCORES = "logits";

  private static final float FULL = 255;

  /** What the images of a file are. */
  public enum Input {
    /** Single-precision numbers, normalised as the metadata says. */
    NORMALIZED,
    /** Bytes 0 … 255, which the graph normalises. */
    RAW
  }

  /** Version of the operator set that files need. */
  public static int operatorSet() {
    return OnnxGraph.OPERATOR_SET;
  }

  /**
   * The file of {@code network}.
   *
   * @param metadata further texts that describe it, by name
   */
  public byte[] toBytes(TrainedNetwork network, Map<String, String> metadata) {
    DeployedNetwork.Size size = network.size();
    OnnxGraph graph = new OnnxGraph();
    try (Backend dry = new DryBackend();
        Tape tape = new Tape(dry)) {
      NasBench201Network structure =
          NasBench201Network.create(network.architecture(), size, dry, new Philox(0, 0));
      OnnxLayers layers =
          new OnnxLayers(
              new TapeLayers(tape, structure.parameters()),
              PyTorchLayout.of(network.arrays()),
              graph);
      Shape shape = Shape.of(1, size.image(), size.image(), size.imageChannels());
      Tensor images = layers.stand(dry.allocate(shape), images(graph, network.normalization()));
      Tensor scores = structure.classify(layers, structure.features(layers, images));
      graph.addAs(SCORES, "Identity", List.of(layers.name(scores)));
    }
    Map<String, String> texts = new LinkedHashMap<>(NetworkFile.metadata(network));
    texts.put("input", input == Input.RAW ? "bytes 0 to 255" : "(x / 255 - mean) / deviation");
    texts.putAll(metadata);
    return graph.toBytes(
        network.architecture().toString(),
        new OnnxGraph.Value(
            IMAGES,
            input == Input.RAW ? DataType.UINT8 : DataType.FLOAT,
            List.of(batch, size.imageChannels(), size.image(), size.image())),
        new OnnxGraph.Value(SCORES, DataType.FLOAT, List.of(batch, size.classes())),
        texts);
  }

  /** The name of the normalised images. */
  private String images(OnnxGraph graph, ChannelStatistics normalization) {
    if (input == Input.NORMALIZED) {
      return IMAGES;
    }
    int channels = normalization.mean().size();
    float[] factors = new float[channels];
    float[] constants = new float[channels];
    for (int c = 0; c < channels; c++) {
      factors[c] = 1 / (FULL * normalization.deviation().get(c));
      constants[c] = -normalization.mean().get(c) / normalization.deviation().get(c);
    }
    String numbers =
        graph.add("Cast", List.of(IMAGES), OnnxGraph.integer("to", DataType.FLOAT.getNumber()));
    String scaled =
        graph.add(
            "Mul",
            List.of(numbers, graph.constant("normalization.factor", factors, 1, channels, 1, 1)));
    return graph.add(
        "Add",
        List.of(scaled, graph.constant("normalization.constant", constants, 1, channels, 1, 1)));
  }
}
