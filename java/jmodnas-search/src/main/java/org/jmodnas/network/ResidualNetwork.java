package org.jmodnas.network;

import java.util.List;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.ConvolutionKernels.Geometry;
import org.jmodnas.tensor.nn.ParameterSet;
import org.jmodnas.tensor.random.Philox;

/**
 * The residual network of He et al. (2016) for small images: a 3×3 convolution and three stages of
 * residual blocks, of which the first of a later stage halves the image and doubles the channels.
 * Three blocks a stage and 16 channels are ResNet-20. Where the shape changes, the shortcut is a
 * 1×1 convolution with batch norm (their option B; they used option A, which has no weights).
 *
 * <p>Boundaries are called {@code stages.0}, {@code stages.1} and {@code stages.2}.
 */
public final class ResidualNetwork implements Network {
  private static final int STAGES = 3;
  private static final Geometry SAME = new Geometry(1, 1);
  private static final Geometry HALVING = new Geometry(2, 1);
  private static final Geometry SHORTCUT = new Geometry(2, 0);

  private final int blocks;
  private final ParameterSet parameters;

  private ResidualNetwork(int blocks, ParameterSet parameters) {
    this.blocks = blocks;
    this.parameters = parameters;
  }

  /**
   * Size of the network.
   *
   * @param blocks of a stage
   * @param channels of the first stage
   */
  public record Size(int blocks, int channels, int imageChannels, int classes) {
    /** ResNet-20. */
    public static Size resNet20(int imageChannels, int classes) {
      return new Size(3, 16, imageChannels, classes);
    }
  }

  /** A network with random weights, owned by the innermost open scope of {@code backend}. */
  public static ResidualNetwork create(Size size, Backend backend, Philox random) {
    LayerDeclaration layers = new LayerDeclaration(random);
    int channels = size.channels;
    layers.convolution("stem.conv", channels, 3, size.imageChannels);
    layers.norm("stem.norm", channels);
    for (int stage = 0; stage < STAGES; stage++) {
      for (int block = 0; block < size.blocks; block++) {
        boolean halving = halves(stage, block);
        int in = channels;
        channels = halving ? 2 * channels : channels;
        String name = name(stage, block);
        layers.convolution(name + ".conv1", channels, 3, in);
        layers.norm(name + ".norm1", channels);
        layers.convolution(name + ".conv2", channels, 3, channels);
        layers.norm(name + ".norm2", channels);
        if (halving) {
          layers.convolution(name + ".shortcut", channels, 1, in);
          layers.norm(name + ".norm3", channels);
        }
      }
    }
    layers.linear("head.linear", size.classes, channels);
    return new ResidualNetwork(size.blocks, layers.builder().build(backend));
  }

  @Override
  public ParameterSet parameters() {
    return parameters;
  }

  @Override
  public Tensor features(Layers layers, Tensor images) {
    Tensor x = layers.relu(layers.norm("stem.norm", layers.convolution("stem.conv", images, SAME)));
    for (int stage = 0; stage < STAGES; stage++) {
      for (int block = 0; block < blocks; block++) {
        try (TensorScope scope = layers.tape().backend().openScope()) {
          x = scope.keep(block(layers, name(stage, block), x, halves(stage, block)));
        }
      }
      x = layers.boundary("stages." + stage, x);
    }
    return x;
  }

  @Override
  public Tensor classify(Layers layers, Tensor features) {
    return layers.linear("head.linear", layers.globalAverage(features));
  }

  private static Tensor block(Layers layers, String name, Tensor x, boolean halving) {
    Tensor first = layers.convolution(name + ".conv1", x, halving ? HALVING : SAME);
    Tensor rectified = layers.relu(layers.norm(name + ".norm1", first));
    Tensor second = layers.convolution(name + ".conv2", rectified, SAME);
    Tensor shortcut =
        halving
            ? layers.norm(name + ".norm3", layers.convolution(name + ".shortcut", x, SHORTCUT))
            : x;
    return layers.relu(layers.sum(List.of(layers.norm(name + ".norm2", second), shortcut)));
  }

  private static boolean halves(int stage, int block) {
    return stage > 0 && block == 0;
  }

  private static String name(int stage, int block) {
    return "stages." + stage + ".blocks." + block;
  }
}
