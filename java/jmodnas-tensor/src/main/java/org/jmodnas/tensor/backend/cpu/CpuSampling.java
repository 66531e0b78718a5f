package org.jmodnas.tensor.backend.cpu;

import java.util.List;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.SamplingKernels;
import org.jmodnas.tensor.random.Philox;

/**
 * Draws on the heap, in float64: their tensors are (devices, decisions, choices), a few hundred.
 */
final class CpuSampling implements SamplingKernels {
  private static final Shape SCALAR = Shape.of();

  private final Backend backend;

  CpuSampling(Backend backend) {
    this.backend = backend;
  }

  @Override
  public void sample(
      Sampler sampler, Tensor alpha, List<Philox> streams, Tensor gates, Tensor probabilities) {
    int devices = alpha.shape().dimension(0);
    int decisions = alpha.shape().dimension(1);
    int choices = alpha.shape().dimension(2);
    float[] logits = alpha.toArray();
    float[] z = new float[logits.length];
    float[] p = new float[logits.length];
    for (int t = 0; t < devices; t++) {
      for (int row = t * decisions; row < (t + 1) * decisions; row++) {
        ChoiceDraw draw = new ChoiceDraw(sampler, logits, row * choices, choices);
        draw.run(streams.get(t), z, p);
      }
    }
    gates.set(z);
    probabilities.set(p);
  }

  @Override
  public void backward(
      Sampler sampler, Tensor gates, Tensor probabilities, Tensor gateGradient, Tensor dalpha) {
    int choices = gates.shape().dimension(2);
    float[] z = gates.toArray();
    float[] p = probabilities.toArray();
    float[] g = gateGradient.toArray();
    float[] gradient = new float[g.length];
    for (int start = 0; start < g.length; start += choices) {
      double first = inner(p, z, g, 1, start, choices);
      double second = inner(p, z, g, 0.5, start, choices);
      for (int i = start; i < start + choices; i++) {
        double plain = p[i] * (g[i] - first);
        double middle = (p[i] + z[i]) / 2 * (g[i] - second);
        gradient[i] =
            (float)
                (sampler.method() == Method.REINMAX
                    ? 2 * middle - plain / 2
                    : plain / sampler.temperature());
      }
    }
    dalpha.set(gradient);
  }

  /** ⟨keep·p + (1 − keep)·z, g⟩ of one row. */
  private static double inner(
      float[] p, float[] z, float[] g, double keep, int start, int choices) {
    double sum = 0;
    for (int i = start; i < start + choices; i++) {
      sum += (keep * p[i] + (1 - keep) * z[i]) * g[i];
    }
    return sum;
  }

  @Override
  public void gateGradients(Tensor gradient, List<GatedEdge> edges, Tensor gateGradient) {
    int choices = gateGradient.shape().dimension(1);
    float[] dz = new float[gateGradient.shape().size()];
    try (TensorScope scope = backend.openScope()) {
      Tensor total = backend.allocate(SCALAR);
      backend.reduction().sum(gradient, total);
      float sum = total.item();
      for (GatedEdge edge : edges) {
        int row = edge.decision() * choices;
        for (int i = 0; i < choices; i++) {
          dz[row + i] = sum;
        }
        float product = 0;
        if (edge.output() != null) {
          backend.reduction().dot(gradient, edge.output(), total);
          product = total.item();
        }
        dz[row + edge.choice()] = product;
      }
    }
    gateGradient.set(dz);
  }
}
