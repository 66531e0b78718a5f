package org.jmodnas.tensor.autodiff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import org.jmodnas.tensor.ShapeMismatchException;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.backend.Backend;
import org.jspecify.annotations.Nullable;

/**
 * Records operations in order and runs them backward.
 *
 * <p>Only what depends on a watched tensor is recorded, and only gradients that lead to one are
 * computed. A record holds the tensors its {@link Vjp} reads until it has run, so scopes around the
 * forward pass may close early. A tape runs backward once.
 */
public final class Tape implements AutoCloseable {
  private final Backend backend;
  private final IdentityHashMap<Tensor, Node> nodes = new IdentityHashMap<>();
  private final List<Node> order = new ArrayList<>();

  /** An empty tape for work on {@code backend}. */
  public Tape(Backend backend) {
    this.backend = backend;
  }

  public Backend backend() {
    return backend;
  }

  /** Asks for the gradient of {@code leaf}. A tape that watches nothing records nothing. */
  public Tensor watch(Tensor leaf) {
    nodes.computeIfAbsent(leaf, Node::new);
    return leaf;
  }

  /** Whether {@code tensor} is watched or depends on a watched tensor. */
  public boolean tracks(Tensor tensor) {
    return nodes.containsKey(tensor);
  }

  /**
   * Records that {@code output} was computed from {@code inputs}.
   *
   * @param saved the tensors that {@code vjp} reads; kept alive until it has run
   * @return {@code output}
   */
  public Tensor record(Tensor output, List<Tensor> inputs, List<Tensor> saved, Vjp vjp) {
    boolean[] needed = new boolean[inputs.size()];
    boolean any = false;
    for (int i = 0; i < needed.length; i++) {
      needed[i] = tracks(inputs.get(i));
      any |= needed[i];
    }
    if (any) {
      saved.forEach(tensor -> tensor.storage().retain());
      Node node = new Node(output, inputs, needed, saved, vjp);
      nodes.put(output, node);
      order.add(node);
    }
    return output;
  }

  /**
   * The gradients of the scalar {@code output} with respect to every watched tensor, owned by the
   * innermost open scope.
   */
  public Gradients backward(Tensor output) {
    if (output.shape().size() != 1) {
      throw new ShapeMismatchException("backward", "a scalar", output.shape());
    }
    Tensor one = backend.allocate(output.shape());
    backend.elementwise().fill(one, 1);
    return backward(output, one);
  }

  /** The gradients of ⟨{@code output}, {@code cotangent}⟩, as {@link #backward(Tensor)}. */
  public Gradients backward(Tensor output, Tensor cotangent) {
    return backward(List.of(output), List.of(cotangent));
  }

  /** The gradients of Σ ⟨output, cotangent⟩ over pairs, as {@link #backward(Tensor)}. */
  public Gradients backward(List<Tensor> outputs, List<Tensor> cotangents) {
    for (int i = 0; i < outputs.size(); i++) {
      Node start = nodes.get(outputs.get(i));
      if (start == null) {
        throw new IllegalStateException("The output depends on no watched tensor");
      }
      start.accumulate(cotangents.get(i));
    }
    for (int i = order.size() - 1; i >= 0; i--) {
      Node node = order.get(i);
      if (!node.gradients.isEmpty()) {
        propagate(node);
      }
      node.release();
    }
    order.clear();
    return new Gradients(collect());
  }

  private void propagate(Node node) {
    try (TensorScope scope = backend.openScope()) {
      @Nullable Tensor[] gradients = node.vjp.apply(node.total(backend), node.needed);
      for (int i = 0; i < gradients.length; i++) {
        Tensor gradient = gradients[i];
        if (node.needed[i] && gradient != null) {
          nodes.get(node.inputs.get(i)).accumulate(gradient);
        }
      }
    }
  }

  private IdentityHashMap<Tensor, Tensor> collect() {
    IdentityHashMap<Tensor, Tensor> byLeaf = new IdentityHashMap<>();
    for (Node node : nodes.values()) {
      if (node.inputs.isEmpty() && !node.gradients.isEmpty()) {
        byLeaf.put(node.output, node.handOver(backend));
      }
    }
    nodes.clear();
    return byLeaf;
  }

  /** Releases what records still hold; needed where the tape never ran backward. */
  @Override
  public void close() {
    order.forEach(Node::release);
    nodes.values().forEach(Node::release);
    order.clear();
    nodes.clear();
  }

  /** A watched tensor, or an output with the record of how it was made. */
  private static final class Node {
    private final Tensor output;
    private final List<Tensor> inputs;
    private final boolean[] needed;
    private final Vjp vjp;
    private List<Tensor> saved;
    private final List<Tensor> gradients = new ArrayList<>(2);

    Node(Tensor leaf) {
      this(leaf, List.of(), new boolean[0], List.of(), (gradient, none) -> new Tensor[0]);
    }

    Node(Tensor output, List<Tensor> inputs, boolean[] needed, List<Tensor> saved, Vjp vjp) {
      this.output = output;
      this.inputs = inputs;
      this.needed = needed;
      this.saved = saved;
      this.vjp = vjp;
    }

    void accumulate(Tensor gradient) {
      if (!gradient.shape().equals(output.shape())) {
        throw new ShapeMismatchException(
            "gradient", output.shape() + " as its tensor", gradient.shape());
      }
      gradient.storage().retain();
      gradients.add(gradient);
    }

    /** Sum of the gradients that arrived, valid within the innermost scope or as they are. */
    Tensor total(Backend backend) {
      if (gradients.size() == 1) {
        return gradients.get(0);
      }
      Tensor total = backend.allocate(output.shape());
      backend.elementwise().sum(gradients, total);
      return total;
    }

    /** The sum, owned by the innermost scope. */
    Tensor handOver(Backend backend) {
      Tensor total = gradients.size() == 1 ? backend.adopt(gradients.get(0)) : total(backend);
      release();
      return total;
    }

    void release() {
      gradients.forEach(gradient -> gradient.storage().release());
      gradients.clear();
      saved.forEach(tensor -> tensor.storage().release());
      saved = List.of();
    }

    @Override
    public String toString() {
      return output + " from " + inputs + " " + Arrays.toString(needed);
    }
  }
}
