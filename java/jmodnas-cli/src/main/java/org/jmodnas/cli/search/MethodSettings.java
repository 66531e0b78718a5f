package org.jmodnas.cli.search;

import org.jmodnas.sampling.SamplingMethod;
import org.jmodnas.search.SearchConfig;
import org.jmodnas.tensor.ConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * How a search works, as it is kept in a run's {@code config.json}.
 *
 * @param preset {@code standard} or {@code published}: everything that has no name of its own here
 * @param form of the hypernetwork; null, in older runs, for the preset's
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
    @Nullable FormSettings form,
    String sampler,
    @Nullable String scalarization,
    String combination,
    double warmup,
    double scoreShare,
    double uniformShare,
    int weightDevices) {

  private static final String PRESET = "--preset";

  /** The preset called {@code name}, for so many training devices. */
  static MethodSettings preset(String name, int devices) {
    SearchConfig.Hypernetwork form = hypernetwork(PRESET, name);
    SearchConfig.Weights weights = weights(name, devices);
    return new MethodSettings(
        name,
        FormSettings.of(form),
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
        preset, form, sampler, scalarization, combination, warmup, 0, 0, weightDevices);
  }

  /** The sampler called {@code name}. */
  static SamplingMethod sampler(String name) {
    return Choice.parse("--sampler", SamplingMethod.class, name);
  }

  /** The upper level's configuration. */
  SearchConfig.Hypernetwork hypernetwork() {
    SearchConfig.Hypernetwork base = hypernetwork(PRESET, preset);
    SearchConfig.Hypernetwork formed = form == null ? base : form.applied(base);
    return formed
        .with(warmup, sampler(sampler), scoreShare)
        .with(
            scalarization == null ? base.scalarization() : MethodTerm.scalarization(scalarization),
            MethodTerm.combination(combination));
  }

  /** The lower level's configuration for so many training devices. */
  SearchConfig.Weights weights(int devices) {
    return weights(preset, devices).with(uniformShare, weightDevices);
  }

  /** What is called {@code name} by {@code option}. */
  static SearchConfig.Hypernetwork hypernetwork(String option, String name) {
    return switch (name) {
      case "standard" -> SearchConfig.Hypernetwork.standard();
      case "published" -> SearchConfig.Hypernetwork.published();
      default ->
          throw new ConfigurationException(
              "Unknown '%s' for '%s': expected one of [standard, published]"
                  .formatted(name, option));
    };
  }

  private static SearchConfig.Weights weights(String preset, int devices) {
    return preset.equals("published")
        ? SearchConfig.Weights.published(devices)
        : SearchConfig.Weights.standard();
  }
}
