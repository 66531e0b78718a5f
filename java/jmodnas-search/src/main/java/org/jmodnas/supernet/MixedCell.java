package org.jmodnas.supernet;

import java.util.ArrayList;
import java.util.List;
import org.jmodnas.space.nasbench201.Operation;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.ConvolutionKernels.Geometry;
import org.jmodnas.tensor.backend.PoolingKernels.Window;
import org.jmodnas.tensor.ops.Convolution;
import org.jmodnas.tensor.ops.Elementwise;
import org.jmodnas.tensor.ops.Normalization;
import org.jmodnas.tensor.ops.Pooling;
import org.jmodnas.tensor.ops.Shaping;
import org.jspecify.annotations.Nullable;

/**
 * A searchable cell that runs the sampled operation of each edge and nothing else.
 *
 * <p>Edges that the cell's input does not reach, or that do not reach its output, contribute
 * nothing and are not computed. The ReLU before a convolution is shared by all convolutions that
 * leave a node. The 1×1 convolution is the centre tap of the 3×3 one (weight entanglement).
 */
final class MixedCell {
  private static final Geometry CONVOLUTION_3X3 = new Geometry(1, 1);
  private static final Geometry CONVOLUTION_1X1 = new Geometry(1, 0);
  private static final Window POOLING_3X3 = new Window(3, 1, 1);

  private final List<Tensor> weights;

  /**
   * A cell.
   *
   * @param weights 3×3 kernel of each edge, (channels, 3, 3, channels)
   */
  MixedCell(List<Tensor> weights) {
    this.weights = List.copyOf(weights);
  }

  /** The cell's output, of the shape of {@code input}. */
  Tensor forward(Tape tape, Tensor input, SampledArchitecture sample) {
    try (TensorScope scope = tape.backend().openScope()) {
      return scope.keep(new Pass(tape, input, sample).output());
    }
  }

  /** One evaluation: the nodes as they become known. */
  private final class Pass {
    private final Tape tape;
    private final SampledArchitecture sample;
    private final Tensor input;
    private final boolean[] reachesOutput;
    private final @Nullable Tensor gates;
    private final @Nullable Tensor[] nodes = new Tensor[CellTopology.NODES];
    private final @Nullable Tensor[] rectified = new Tensor[CellTopology.NODES];
    private final boolean[] zero = new boolean[CellTopology.NODES];

    Pass(Tape tape, Tensor input, SampledArchitecture sample) {
      this.tape = tape;
      this.input = input;
      this.sample = sample;
      this.gates = sample.trackedGates(tape);
      this.reachesOutput = CellTopology.reachesOutput(sample);
      nodes[0] = input;
    }

    Tensor output() {
      int last = CellTopology.NODES - 1;
      for (int node = 1; node <= last; node++) {
        if (reachesOutput[node]) {
          nodes[node] = sum(node);
        }
      }
      Tensor output = nodes[last];
      return output == input ? Elementwise.sum(tape, List.of(output)) : output;
    }

    private @Nullable Tensor sum(int node) {
      List<GatedSum.Edge> incoming = new ArrayList<>();
      boolean allZero = true;
      for (CellTopology.Edge edge : CellTopology.into(node)) {
        Tensor result = apply(edge);
        allZero &= result == null || zero[edge.source()];
        incoming.add(new GatedSum.Edge(edge.decision(), sample.choice(edge.decision()), result));
      }
      zero[node] = allZero;
      boolean needed = gates != null || !allZero || node == CellTopology.NODES - 1;
      return needed ? GatedSum.of(tape, incoming, gates, input.shape()) : null;
    }

    /** The sampled operation's result, or null where it is zero. */
    private @Nullable Tensor apply(CellTopology.Edge edge) {
      Tensor source = nodes[edge.source()];
      if (source == null) {
        return null;
      }
      Operation operation = CellTopology.operation(sample, edge);
      return switch (operation) {
        case NONE -> null;
        case SKIP_CONNECT -> source;
        case AVG_POOL_3X3 -> Pooling.average(tape, source, POOLING_3X3);
        case NOR_CONV_1X1, NOR_CONV_3X3 ->
            // ReLU, convolution and batch norm of zero are zero, and let no gradient through.
            zero[edge.source()] ? null : convolve(edge, source, operation);
      };
    }

    private Tensor convolve(CellTopology.Edge edge, Tensor source, Operation operation) {
      Tensor x = rectified[edge.source()];
      if (x == null) {
        x = Elementwise.relu(tape, source);
        rectified[edge.source()] = x;
      }
      Tensor w = weights.get(edge.decision());
      Tensor convolved =
          operation == Operation.NOR_CONV_1X1
              ? Convolution.conv2d(tape, x, Shaping.centreTap(tape, w), CONVOLUTION_1X1)
              : Convolution.conv2d(tape, x, w, CONVOLUTION_3X3);
      return Normalization.batchNorm(tape, convolved);
    }
  }
}
