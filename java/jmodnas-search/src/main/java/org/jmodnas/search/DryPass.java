package org.jmodnas.search;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jmodnas.space.nasbench201.Operation;
import org.jmodnas.supernet.SampledArchitecture;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.dry.DryBackend;

/** A pass of the supernet on a backend that only counts, with the architectures that hold most. */
final class DryPass {
  private static final int EDGES = 6;

  /** Shape of the gates z. */
  static final Shape GATES = Shape.of(EDGES, Operation.values().length);

  private final DryBackend backend;

  DryPass(DryBackend backend) {
    this.backend = backend;
  }

  /** What a pass does, on a tape of its own that watches nothing yet. */
  interface Work {
    /** Runs the pass for {@code sample}, whose gates are {@code gates}. */
    void run(Tape tape, Tensor gates, SampledArchitecture sample);
  }

  /** The most bytes that the pass holds: with a mixture of all architectures, or with one. */
  long dearest(boolean mixed, Work work) {
    if (mixed) {
      return peak(
          work, gates -> SampledArchitecture.mixed(new int[EDGES], gates, new float[GATES.size()]));
    }
    // Convolutions hold most, and which of them does depends on the size.
    return Stream.of(Operation.NOR_CONV_1X1, Operation.NOR_CONV_3X3)
        .mapToLong(
            operation -> {
              int[] choices = new int[EDGES];
              Arrays.fill(choices, operation.ordinal());
              return peak(work, gates -> SampledArchitecture.gated(choices, gates));
            })
        .max()
        .orElseThrow();
  }

  private long peak(Work work, Function<Tensor, SampledArchitecture> architecture) {
    return backend.peakOf(
        () -> {
          try (TensorScope scope = backend.openScope();
              Tape tape = new Tape(backend)) {
            Tensor gates = backend.allocate(GATES);
            work.run(tape, gates, architecture.apply(gates));
          }
        });
  }
}
