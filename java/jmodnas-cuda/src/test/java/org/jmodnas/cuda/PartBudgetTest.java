package org.jmodnas.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jmodnas.multigradient.DeviceCombination;
import org.jmodnas.multigradient.GradientCombination;
import org.jmodnas.sampling.SamplingMethod;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.NormalizationKernels.Affine;
import org.jmodnas.tensor.backend.SamplingKernels.GatedEdge;
import org.jmodnas.tensor.nn.ParameterSet;
import org.jmodnas.tensor.ops.Normalization;
import org.jmodnas.tensor.ops.Normalization.Normalized;
import org.jmodnas.tensor.ops.Sampling;
import org.jmodnas.tensor.optim.Adam;
import org.jmodnas.tensor.optim.GradientClipping;
import org.jmodnas.tensor.optim.Sgd;
import org.jmodnas.tensor.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How much work the parts of a step queue, as docs/gpu-budget.md says. */
@ExtendWith(EmulatedDevice.class)
final class PartBudgetTest {
  private static final String TABLE = "Parts of a step";
  private static final int DEVICES = 13;
  private static final int DECISIONS = 6;
  private static final int OPERATIONS = 5;
  private static final int EDGES = 3;
  private static final int PARAMETERS = 1000;
  private static final Shape IMAGES = Shape.of(3, 8, 8, 4);
  private static final Shape CHANNELS = Shape.of(4);

  private final Philox random = new Philox(20_261_124, 13);

  @Test
  void partsTakeWhatTheDocumentSays() {
    List<List<String>> measured =
        Stream.of(
                row("draws by ReinMax and their gradient", b -> draws(b, SamplingMethod.REINMAX)),
                row(
                    "draws by Gumbel-softmax and their gradient",
                    b -> draws(b, SamplingMethod.GDAS)),
                row("sum and gate gradients of a node", this::gatedNode),
                row("batch norm with ReLU and its gradients", this::normalizedRelu),
                row("sum of normalised edges and its gradients", this::normalizedSum),
                row("clipping and SGD with momentum", this::sgd),
                row("Adam", this::adam),
                row("min-norm direction", this::minNormDirection))
            .toList();
    assertThat(measured)
        .isEqualTo(BudgetDocument.table(TABLE).stream().map(cells -> cells.subList(0, 2)).toList());
  }

  /** Name and work of a part, which is given after its operands are made. */
  private static List<String> row(String name, Function<Backend, Runnable> part) {
    try (Backend backend = EmulatedDevice.open();
        TensorScope scope = backend.openScope()) {
      DeviceWork work = DeviceWork.of(part.apply(backend));
      return List.of(name, Long.toString(work.total()));
    }
  }

  private Runnable draws(Backend backend, SamplingMethod method) {
    Tensor alpha = tensor(backend, Shape.of(DEVICES, DECISIONS, OPERATIONS));
    Tensor gradient = tensor(backend, alpha.shape());
    List<Philox> streams = IntStream.range(0, DEVICES).mapToObj(random::split).toList();
    return () -> {
      try (Tape tape = new Tape(backend)) {
        tape.watch(alpha);
        tape.backward(Sampling.draw(tape, method.sampler(), alpha, streams), gradient);
      }
    };
  }

  private Runnable gatedNode(Backend backend) {
    List<Tensor> outputs = tensors(backend, EDGES);
    Tensor gradient = tensor(backend, IMAGES);
    List<GatedEdge> edges =
        IntStream.range(0, EDGES).mapToObj(e -> new GatedEdge(e, 1, outputs.get(e))).toList();
    return () -> {
      backend.elementwise().sum(outputs, backend.allocate(IMAGES));
      Tensor gateGradient = backend.allocate(Shape.of(DECISIONS, OPERATIONS));
      backend.sampling().gateGradients(gradient, edges, gateGradient);
    };
  }

  private Runnable normalizedRelu(Backend backend) {
    Tensor x = tensor(backend, IMAGES);
    Tensor gradient = tensor(backend, IMAGES);
    Affine affine = new Affine(tensor(backend, CHANNELS), tensor(backend, CHANNELS));
    return () -> {
      try (Tape tape = new Tape(backend)) {
        List.of(x, affine.scale(), affine.shift()).forEach(tape::watch);
        tape.backward(Normalization.batchNormRelu(tape, x, affine), gradient);
      }
    };
  }

  private Runnable normalizedSum(Backend backend) {
    List<Tensor> outputs = tensors(backend, EDGES);
    Tensor gradient = tensor(backend, IMAGES);
    return () -> {
      try (Tape tape = new Tape(backend)) {
        outputs.forEach(tape::watch);
        List<Normalized> norms = outputs.stream().map(x -> new Normalized(x, null)).toList();
        tape.backward(Normalization.sum(tape, List.of(), norms), gradient);
      }
    };
  }

  private Runnable sgd(Backend backend) {
    ParameterSet parameters = parameters(backend);
    Tensor gradient = tensor(backend, parameters.flat().shape());
    Sgd sgd = new Sgd(backend, parameters, 0.9f, 5e-4f);
    return () -> sgd.step(gradient, 0.05f, 1, GradientClipping.of(backend, gradient, 5));
  }

  private Runnable adam(Backend backend) {
    ParameterSet parameters = parameters(backend);
    Tensor gradient = tensor(backend, parameters.flat().shape());
    Adam adam = new Adam(backend, parameters, Adam.Config.standard());
    return () -> adam.step(gradient, 0.01f);
  }

  private Runnable minNormDirection(Backend backend) {
    Tensor gradients = tensor(backend, Shape.of(DEVICES, PARAMETERS));
    return () ->
        new GradientCombination(DeviceCombination.MIN_NORM).combine(backend, gradients, random);
  }

  private static ParameterSet parameters(Backend backend) {
    Shape shape = Shape.of(PARAMETERS);
    return new ParameterSet.Builder()
        .add("first", shape, new float[PARAMETERS])
        .add("second", shape, new float[PARAMETERS])
        .build(backend);
  }

  private List<Tensor> tensors(Backend backend, int count) {
    return Stream.generate(() -> tensor(backend, IMAGES)).limit(count).toList();
  }

  private Tensor tensor(Backend backend, Shape shape) {
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return backend.tensor(shape, values);
  }
}
