package org.jmodnas.baselines.lamoo;

import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.SearchMethod;
import org.jmodnas.baselines.bayesian.BayesianSearch;
import org.jmodnas.baselines.bayesian.BayesianSettings;
import org.jmodnas.baselines.bayesian.Start;
import org.jmodnas.tensor.random.Philox;

/**
 * Samples regions by the expected hypervolume improvement. The models learn from all evaluations,
 * also of other regions; only what they propose is confined.
 */
public record EhviSampler(Benchmark benchmark, BayesianSettings settings) implements RegionSampler {
  @Override
  public SearchMethod start(Region region, Philox random) {
    Start start = new Start(region.known(), region::contains);
    return BayesianSearch.ehvi(benchmark, random, settings, start);
  }
}
