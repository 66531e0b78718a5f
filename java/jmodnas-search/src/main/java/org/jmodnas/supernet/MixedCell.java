package org.jmodnas.supernet;

import java.util.ArrayList;
import java.util.List;
import org.jmodnas.space.nasbench201.Operation;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.ShapeMismatchException;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.SamplingKernels.GatedEdge;
import org.jmodnas.tensor.ops.Elementwise;
import org.jspecify.annotations.Nullable;

/**
 * A searchable cell. It runs the sampled operation of each edge and nothing else, or all operations
 * of every edge where the gates are dense.
 *
 * <p>Edges that the cell's input does not reach, or that do not reach its output, contribute
 * nothing and are not computed. With dense gates there are none.
 */
final class MixedCell {
  private static final Shape GATES =
      Shape.of(CellTopology.edges().size(), Operation.values().length);

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
      Tensor gates = sample.denseGates();
      return scope.keep(
          gates == null
              ? new SampledPass(tape, input, sample).output()
              : mixture(tape, input, gates, sample.weights()));
    }
  }

  /** Every operation of every edge, weighted by its gate. */
  private Tensor mixture(Tape tape, Tensor input, Tensor gates, float[] z) {
    if (!gates.shape().equals(GATES)) {
      throw new ShapeMismatchException("mixed cell", "gates " + GATES, gates.shape());
    }
    CellOperations operations = new CellOperations(tape, weights);
    List<Tensor> nodes = new ArrayList<>(List.of(input));
    for (int node = 1; node < CellTopology.NODES; node++) {
      List<MixedSum.Term> terms = new ArrayList<>();
      for (CellTopology.Edge edge : CellTopology.into(node)) {
        Tensor source = nodes.get(edge.source());
        // The operation none is zero: its gate takes weight from the others and adds nothing.
        terms.add(term(edge, Operation.SKIP_CONNECT, source));
        terms.add(term(edge, Operation.NOR_CONV_1X1, operations.convolve1x1(edge, source)));
        terms.add(term(edge, Operation.NOR_CONV_3X3, operations.convolve3x3(edge, source)));
        terms.add(term(edge, Operation.AVG_POOL_3X3, operations.pool(source)));
      }
      nodes.add(MixedSum.of(tape, terms, gates, z));
    }
    return nodes.get(CellTopology.NODES - 1);
  }

  private static MixedSum.Term term(CellTopology.Edge edge, Operation operation, Tensor output) {
    return new MixedSum.Term(edge.decision(), operation.ordinal(), output);
  }

  /** One evaluation of the sampled operations: the nodes as they become known. */
  private final class SampledPass {
    private final Tape tape;
    private final SampledArchitecture sample;
    private final Tensor input;
    private final CellOperations operations;
    private final boolean[] reachesOutput;
    private final @Nullable Tensor gates;
    private final @Nullable Tensor[] nodes = new Tensor[CellTopology.NODES];
    private final boolean[] zero = new boolean[CellTopology.NODES];

    SampledPass(Tape tape, Tensor input, SampledArchitecture sample) {
      this.tape = tape;
      this.input = input;
      this.sample = sample;
      this.operations = new CellOperations(tape, weights);
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
      List<GatedEdge> incoming = new ArrayList<>();
      boolean allZero = true;
      for (CellTopology.Edge edge : CellTopology.into(node)) {
        Tensor result = apply(edge);
        allZero &= result == null || zero[edge.source()];
        incoming.add(new GatedEdge(edge.decision(), sample.choice(edge.decision()), result));
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
      // ReLU, convolution and batch norm of zero are zero, and let no gradient through.
      boolean dead = zero[edge.source()];
      return switch (CellTopology.operation(sample, edge)) {
        case NONE -> null;
        case SKIP_CONNECT -> source;
        case AVG_POOL_3X3 -> operations.pool(source);
        case NOR_CONV_1X1 -> dead ? null : operations.convolve1x1(edge, source);
        case NOR_CONV_3X3 -> dead ? null : operations.convolve3x3(edge, source);
      };
    }
  }
}
