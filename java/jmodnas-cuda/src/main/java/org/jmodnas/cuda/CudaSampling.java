package org.jmodnas.cuda;

import java.util.ArrayList;
import java.util.List;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.SamplingKernels;
import org.jmodnas.tensor.random.Philox;

/**
 * Draws and gate gradients by our own kernels. The random numbers are made on the device, from the
 * names of the streams.
 */
final class CudaSampling implements SamplingKernels {
  /** Edges that a kernel takes at a time. */
  private static final int SLOTS = 8;

  /** In place of the index of an output, where that is zero. */
  private static final int NO_OUTPUT = -1;

  private static final float[] NO_WEIGHTS = {};

  private final StreamResources resources;

  CudaSampling(StreamResources resources) {
    this.resources = resources;
  }

  @Override
  public void sample(
      Sampler sampler, Tensor alpha, List<Philox> streams, Tensor gates, Tensor probabilities) {
    int devices = alpha.shape().dimension(0);
    int decisions = alpha.shape().dimension(1);
    int choices = alpha.shape().dimension(2);
    if (streams.size() != devices) {
      throw new IllegalArgumentException(
          "Draws for %d devices take as many streams, got %d".formatted(devices, streams.size()));
    }
    long[] names = names(streams);
    DeviceBlock namesOnDevice = resources.take((long) Long.BYTES * names.length);
    try {
      resources.transfers().upload(names, namesOnDevice);
      resources
          .kernel("sample_architectures")
          .reads(alpha)
          .reads(namesOnDevice)
          .integers(sampler.method().ordinal())
          .reals(sampler.temperature())
          .writes(gates)
          .writes(probabilities)
          .integers(devices, decisions, choices)
          .launchOver(devices * decisions);
    } finally {
      resources.giveBack(namesOnDevice);
    }
    long drawn =
        switch (sampler.method()) {
          case REINMAX -> decisions;
          case GUMBEL_SOFTMAX -> 2L * decisions * choices;
          case SOFTMAX -> 0;
        };
    streams.forEach(stream -> stream.seek(stream.position() + drawn));
  }

  @Override
  public void backward(
      Sampler sampler, Tensor gates, Tensor probabilities, Tensor gateGradient, Tensor dalpha) {
    int choices = gates.shape().dimension(-1);
    int rows = gates.shape().size() / choices;
    resources
        .kernel("sample_architectures_backward")
        .reads(gateGradient)
        .reads(gates)
        .reads(probabilities)
        .integers(sampler.method().ordinal())
        .reals(sampler.temperature())
        .writes(dalpha)
        .integers(rows, choices)
        .launchOver(rows);
  }

  @Override
  public void gateGradients(Tensor gradient, List<GatedEdge> edges, Tensor gateGradient) {
    for (int start = 0; start < edges.size(); start += SLOTS) {
      List<GatedEdge> some = edges.subList(start, Math.min(edges.size(), start + SLOTS));
      gateGradients(gradient, some, gateGradient, start > 0);
    }
  }

  /**
   * Gradients of at most SLOTS edges.
   *
   * @param keep whether rows of other decisions stay as they are
   */
  private void gateGradients(
      Tensor gradient, List<GatedEdge> edges, Tensor gateGradient, boolean keep) {
    int size = gradient.shape().size();
    Grid grid = Grid.summing(size);
    List<Tensor> outputs = new ArrayList<>();
    int[] structure = structure(edges, outputs);
    DeviceBlock sums = resources.take((long) Double.BYTES * (outputs.size() + 1) * grid.blocks());
    try {
      resources
          .kernel("gate_gradients_partial")
          .reads(gradient)
          .readsAll(outputs, NO_WEIGHTS, SLOTS)
          .integers(outputs.size())
          .writes(sums)
          .integers(size)
          .launch(grid);
      Shape shape = gateGradient.shape();
      resources
          .kernel("gate_gradients")
          .reads(sums)
          .integers(grid.blocks(), outputs.size())
          .structure(structure)
          .integers(edges.size())
          .writes(gateGradient)
          .integers(shape.dimension(0), shape.dimension(1), keep ? 1 : 0)
          .launch(Grid.of(1));
    } finally {
      resources.giveBack(sums);
    }
  }

  /** Decisions, choices and indices of outputs, and the outputs, which are added to the list. */
  private static int[] structure(List<GatedEdge> edges, List<Tensor> outputs) {
    int[] structure = new int[3 * SLOTS];
    for (int i = 0; i < edges.size(); i++) {
      GatedEdge edge = edges.get(i);
      structure[i] = edge.decision();
      structure[SLOTS + i] = edge.choice();
      structure[2 * SLOTS + i] = edge.output() == null ? NO_OUTPUT : outputs.size();
      if (edge.output() != null) {
        outputs.add(edge.output());
      }
    }
    return structure;
  }

  /** Key, stream number and position of each stream. */
  private static long[] names(List<Philox> streams) {
    long[] names = new long[3 * streams.size()];
    for (int i = 0; i < streams.size(); i++) {
      names[3 * i] = streams.get(i).key();
      names[3 * i + 1] = streams.get(i).stream();
      names[3 * i + 2] = streams.get(i).position();
    }
    return names;
  }
}
