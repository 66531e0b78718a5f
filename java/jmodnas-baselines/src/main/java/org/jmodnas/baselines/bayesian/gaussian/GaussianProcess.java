package org.jmodnas.baselines.bayesian.gaussian;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A Gaussian process of mean 0 that keeps its posterior at candidates up to date: another
 * observation extends the factor L of L·Lᵀ = K(X, X) + noise by a row and what is kept of each
 * candidate by an entry, in O(n) per candidate.
 */
public final class GaussianProcess {
  /** Candidates that are worked on together, so that what is kept of them stays in a cache. */
  private static final int BLOCK = 256;

  private static final double LEAST_VARIANCE = 1e-12;

  private final Hyperparameters hyperparameters;
  private final MaternKernel kernel;
  private final List<int[]> inputs = new ArrayList<>();
  private final Cholesky factor = new Cholesky();
  private final List<CandidateBlock> blocks = new ArrayList<>();

  /** L⁻¹·y. */
  private double[] whitened = new double[16];

  /** The process that has seen {@code observations}; without candidates. */
  public GaussianProcess(Hyperparameters hyperparameters, List<Observation> observations) {
    this.hyperparameters = hyperparameters;
    this.kernel = new MaternKernel(hyperparameters);
    observations.forEach(this::observe);
  }

  /** Adds an observation. */
  public void observe(Observation observation) {
    int[] input = observation.ones();
    int last = inputs.size();
    inputs.add(input);
    double[] row = new double[last + 1];
    for (int i = 0; i <= last; i++) {
      row[i] = kernel.of(input, inputs.get(i));
    }
    row[last] += hyperparameters.noise();
    factor.append(row);
    if (whitened.length == last) {
      whitened = Arrays.copyOf(whitened, 2 * last);
    }
    double[] l = factor.row(last);
    whitened[last] = (observation.outcome() - Cholesky.dot(l, whitened, last)) / l[last];
    blocks.forEach(this::extend);
  }

  /** Adds candidates, each the ones of an encoding, behind those that there are. */
  public void add(List<int[]> candidates) {
    for (int start = 0; start < candidates.size(); start += BLOCK) {
      int end = Math.min(start + BLOCK, candidates.size());
      CandidateBlock block =
          new CandidateBlock(candidates.subList(start, end).toArray(int[][]::new), kernel);
      blocks.add(block);
      for (int i = 0; i < inputs.size(); i++) {
        extend(block);
      }
    }
  }

  private void extend(CandidateBlock block) {
    int row = block.observations();
    block.extend(inputs.get(row), factor.row(row), whitened[row]);
  }

  /** The posterior mean at each candidate. */
  public double[] means() {
    return blocks.stream().flatMapToDouble(block -> DoubleStream.of(block.means())).toArray();
  }

  /** The posterior variance of the function, without noise, at each candidate. */
  public double[] variances() {
    double least = LEAST_VARIANCE * hyperparameters.signal();
    return blocks.stream()
        .flatMapToDouble(block -> DoubleStream.of(block.variances()))
        .map(variance -> Math.max(variance, least))
        .toArray();
  }
}
