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
import org.jmodnas.tensor.ops.Normalization;
import org.jmodnas.tensor.ops.Normalization.Normalized;
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
        terms.add(
            term(
                edge,
                Operation.NOR_CONV_1X1,
                Normalization.batchNorm(tape, operations.convolve1x1(edge, source))));
        terms.add(
            term(
                edge,
                Operation.NOR_CONV_3X3,
                Normalization.batchNorm(tape, operations.convolve3x3(edge, source))));
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
      List<Contribution> incoming = new ArrayList<>();
      boolean allZero = true;
      for (CellTopology.Edge edge : CellTopology.into(node)) {
        Contribution contribution = apply(edge);
        allZero &= contribution.value == null || zero[edge.source()];
        incoming.add(contribution);
      }
      zero[node] = allZero;
      if (gates != null) {
        return gatedSum(incoming, gates);
      }
      return allZero && node != CellTopology.NODES - 1 ? null : plainSum(incoming);
    }

    private Tensor gatedSum(List<Contribution> incoming, Tensor z) {
      List<GatedEdge> edges = new ArrayList<>();
      for (Contribution each : incoming) {
        Tensor value = each.value;
        Tensor output =
            value != null && each.normalized ? Normalization.batchNorm(tape, value) : value;
        edges.add(new GatedEdge(each.edge.decision(), sample.choice(each.edge.decision()), output));
      }
      return GatedSum.of(tape, edges, z, input.shape());
    }

    private Tensor plainSum(List<Contribution> incoming) {
      List<Tensor> terms = new ArrayList<>();
      List<Normalized> norms = new ArrayList<>();
      for (Contribution each : incoming) {
        Tensor value = each.value;
        if (value != null && each.normalized) {
          norms.add(new Normalized(value, null));
        } else if (value != null) {
          terms.add(value);
        }
      }
      if (norms.isEmpty()) {
        return terms.isEmpty() ? tape.backend().zeros(input.shape()) : Elementwise.sum(tape, terms);
      }
      return Normalization.sum(tape, terms, norms);
    }

    /** What the sampled operation adds to the node that the edge leads to. */
    private Contribution apply(CellTopology.Edge edge) {
      Tensor source = nodes[edge.source()];
      if (source == null) {
        return new Contribution(edge, null, false);
      }
      // ReLU, convolution and batch norm of zero are zero, and let no gradient through.
      boolean dead = zero[edge.source()];
      return switch (CellTopology.operation(sample, edge)) {
        case NONE -> new Contribution(edge, null, false);
        case SKIP_CONNECT -> new Contribution(edge, source, false);
        case AVG_POOL_3X3 -> new Contribution(edge, operations.pool(source), false);
        case NOR_CONV_1X1 ->
            new Contribution(edge, dead ? null : operations.convolve1x1(edge, source), true);
        case NOR_CONV_3X3 ->
            new Contribution(edge, dead ? null : operations.convolve3x3(edge, source), true);
      };
    }
  }

  /**
   * What an edge adds to its node.
   *
   * @param value null where it is zero
   * @param normalized whether batch norm is yet to be applied
   */
  private record Contribution(CellTopology.Edge edge, @Nullable Tensor value, boolean normalized) {}
}
