package example.chain;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jmodnas.supernet.MixedOperation;
import org.jmodnas.supernet.SampledArchitecture;
import org.jmodnas.supernet.Supernet;
import org.jmodnas.supernet.SupernetConfig;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.ConvolutionKernels.Geometry;
import org.jmodnas.tensor.backend.PoolingKernels.Window;
import org.jmodnas.tensor.data.ImageDataset.ImageSize;
import org.jmodnas.tensor.nn.ParameterSet;
import org.jmodnas.tensor.ops.Convolution;
import org.jmodnas.tensor.ops.Elementwise;
import org.jmodnas.tensor.ops.Matrix;
import org.jmodnas.tensor.ops.Normalization;
import org.jmodnas.tensor.ops.Pooling;
import org.jmodnas.tensor.random.Philox;

/**
 * The weights of all chains: a 3×3 convolution, 2×2 pooling, four blocks and a linear classifier.
 * Every convolution of every block has weights of its own.
 */
public final class ChainSupernet implements Supernet {
  private static final int[] KERNELS = {0, 1, 3, 5};
  private static final Window HALVING = new Window(2, 2, 0);

  private final ParameterSet parameters;

  private ChainSupernet(ParameterSet parameters) {
    this.parameters = parameters;
  }

  /** A supernet with random weights; a {@link org.jmodnas.supernet.SupernetFactory}. */
  public static Supernet create(
      SupernetConfig config, ImageSize images, Backend backend, Philox random) {
    if (images.height() != images.width() || images.height() % 2 != 0) {
      throw new ConfigurationException(
          "Chains take square images with an even side, got '" + images + "'");
    }
    int channels = config.channels();
    ParameterSet.Builder builder = new ParameterSet.Builder();
    add(builder, "stem", Shape.of(channels, 3, 3, config.imageChannels()), random);
    for (int block = 0; block < ChainSpace.BLOCKS; block++) {
      for (int kernel : KERNELS) {
        if (kernel > 0) {
          add(builder, name(block, kernel), Shape.of(channels, kernel, kernel, channels), random);
        }
      }
    }
    add(builder, "head", Shape.of(config.classes(), channels), random);
    builder.add("bias", Shape.of(config.classes()), new float[config.classes()]);
    return new ChainSupernet(builder.build(backend));
  }

  @Override
  public ParameterSet parameters() {
    return parameters;
  }

  @Override
  public Tensor stem(Tape tape, Tensor images) {
    try (TensorScope scope = tape.backend().openScope()) {
      return scope.keep(Pooling.average(tape, convolve(tape, images, "stem", 3), HALVING));
    }
  }

  @Override
  public Tensor classify(Tape tape, Tensor features, SampledArchitecture sample) {
    try (TensorScope scope = tape.backend().openScope()) {
      Tensor x = features;
      for (int block = 0; block < ChainSpace.BLOCKS; block++) {
        x = MixedOperation.of(tape, sample, block, operations(tape, x, block));
      }
      Tensor pooled = Pooling.globalAverage(tape, x);
      return scope.keep(
          Matrix.linear(tape, pooled, parameters.get("head"), parameters.get("bias")));
    }
  }

  /** In the order of {@link ChainSpace#CHOICES}; only those that are asked for are computed. */
  private List<Supplier<Tensor>> operations(Tape tape, Tensor x, int block) {
    return List.of(
        () -> x,
        () -> convolve(tape, Elementwise.relu(tape, x), name(block, 1), 1),
        () -> convolve(tape, Elementwise.relu(tape, x), name(block, 3), 3),
        () -> convolve(tape, Elementwise.relu(tape, x), name(block, 5), 5));
  }

  private Tensor convolve(Tape tape, Tensor x, String name, int kernel) {
    Geometry same = new Geometry(1, kernel / 2);
    return Normalization.batchNorm(tape, Convolution.conv2d(tape, x, parameters.get(name), same));
  }

  @Override
  public List<int[]> largest() {
    int[] choices = new int[ChainSpace.BLOCKS];
    Arrays.fill(choices, KERNELS.length - 1);
    return List.of(choices);
  }

  @Override
  public double cost(SampledArchitecture sample) {
    double cost = 1;
    for (int block = 0; block < ChainSpace.BLOCKS; block++) {
      cost += KERNELS[sample.choice(block)];
    }
    return cost;
  }

  private static String name(int block, int kernel) {
    return "blocks." + block + ".conv" + kernel;
  }

  /** Uniform in ±1/√fan-in. */
  private static void add(ParameterSet.Builder builder, String name, Shape shape, Philox random) {
    float[] values = new float[shape.size()];
    float bound = (float) Math.sqrt((double) shape.dimension(0) / shape.size());
    for (int i = 0; i < values.length; i++) {
      values[i] = (2 * random.nextFloat() - 1) * bound;
    }
    builder.add(name, shape, values);
  }
}
