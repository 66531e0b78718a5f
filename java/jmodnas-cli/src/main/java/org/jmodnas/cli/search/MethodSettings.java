package org.jmodnas.cli.search;

import org.jmodnas.sampling.SamplingMethod;
import org.jmodnas.search.SearchConfig;
import org.jmodnas.tensor.ConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * How a search works, as it is kept in a run's {@code config.json}.
 *
 * @param preset {@code standard} or {@code published}: everything that has no name of its own here
 * @param sampler of architectures
 * @param scalarization of the objectives; null, in older runs, for the preset's
 * @param combination of the devices' gradients
 * @param warmup share of the steps that train the supernet alone
 * @param scoreShare share of the score-function estimate in the gradient of the error
 * @param uniformShare share of uniform architectures in the training of the supernet
 * @param weightDevices devices of one weight step, 0 for all
 */
public record MethodSettings(
    String preset,
    String sampler,
    @Nullable String scalarization,
    String combination,
    double warmup,
    double scoreShare,
    double uniformShare,
    int weightDevices) {

  /** The preset called {@code name}, for so many training devices. */
  static MethodSettings preset(String name, int devices) {
    SearchConfig.Hypernetwork form = hypernetwork(name);
    SearchConfig.Weights weights = weights(name, devices);
    return new MethodSettings(
        name,
        Choice.name(form.sampler()),
        MethodTerm.text(form.scalarization()),
        MethodTerm.text(form.combination()),
        form.warmup(),
        form.scoreShare(),
        weights.uniformShare(),
        weights.devices());
  }

  /** The same for mixtures, which have no score function and train the supernet themselves. */
  MethodSettings mixed() {
    return new MethodSettings(
        preset, sampler, scalarization, combination, warmup, 0, 0, weightDevices);
  }

  /** The sampler called {@code name}. */
  static SamplingMethod sampler(String name) {
    return Choice.parse("--sampler", SamplingMethod.class, name);
  }

  /** The upper level's configuration. */
  SearchConfig.Hypernetwork hypernetwork() {
    SearchConfig.Hypernetwork form = hypernetwork(preset);
    return form.with(warmup, sampler(sampler), scoreShare)
        .with(
            scalarization == null ? form.scalarization() : MethodTerm.scalarization(scalarization),
            MethodTerm.combination(combination));
  }

  /** The lower level's configuration for so many training devices. */
  SearchConfig.Weights weights(int devices) {
    return weights(preset, devices).with(uniformShare, weightDevices);
  }

  private static SearchConfig.Hypernetwork hypernetwork(String preset) {
    return switch (preset) {
      case "standard" -> SearchConfig.Hypernetwork.standard();
      case "published" -> SearchConfig.Hypernetwork.published();
      default ->
          throw new ConfigurationException(
              "Unknown preset '" + preset + "': expected standard or published");
    };
  }

  private static SearchConfig.Weights weights(String preset, int devices) {
    return preset.equals("published")
        ? SearchConfig.Weights.published(devices)
        : SearchConfig.Weights.standard();
  }
}
