package org.jmodnas.cli.search;

import org.jmodnas.sampling.SamplingMethod;
import org.jmodnas.search.SearchConfig;
import org.jmodnas.tensor.ConfigurationException;

/**
 * How a search works, as it is a run keeps it.
 *
 * @param preset {@code standard} or {@code published}: everything that has no name of its own here
 * @param preferences how the hypernetwork reads a preference
 * @param embedding how it reads a device
 * @param scores of its banks
 * @param sampler of architectures
 * @param scalarization of the objectives
 * @param combination of the devices' gradients
 * @param warmup share of the steps that train the supernet alone
 * @param scoreShare share of the score-function estimate in the gradient of the error
 * @param uniformShare share of uniform architectures in the training of the supernet
 * @param weightDevices devices of one weight step, 0 for all
 */
public record MethodSettings(
    String preset,
    String preferences,
    String embedding,
    String scores,
    String sampler,
    String scalarization,
    String combination,
    double warmup,
    double scoreShare,
    double uniformShare,
    int weightDevices) {

  private static final String PRESET = "--preset";

  /** The preset called {@code name}, for so many training devices. */
  static MethodSettings preset(String name, int devices) {
    return of(name, hypernetwork(PRESET, name), weights(name, devices));
  }

  private static MethodSettings of(
      String preset, SearchConfig.Hypernetwork hypernetwork, SearchConfig.Weights weights) {
    FormSettings form = FormSettings.of(hypernetwork);
    return new MethodSettings(
        preset,
        form.preferences(),
        form.embedding(),
        form.scores(),
        Choice.name(hypernetwork.sampler()),
        MethodTerm.text(hypernetwork.scalarization()),
        MethodTerm.text(hypernetwork.combination()),
        hypernetwork.warmup(),
        hypernetwork.scoreShare(),
        weights.uniformShare(),
        weights.devices());
  }

  /** The same with every number spelled out, for so many training devices. */
  MethodSettings resolved(int devices) {
    return of(preset, hypernetwork(), weights(devices));
  }

  /** The same for mixtures, which have no score function and train the supernet themselves. */
  MethodSettings mixed() {
    return new MethodSettings(
        preset,
        preferences,
        embedding,
        scores,
        sampler,
        scalarization,
        combination,
        warmup,
        0,
        0,
        weightDevices);
  }

  /** The sampler called {@code name}. */
  static SamplingMethod sampler(String name) {
    return Choice.parse("--sampler", SamplingMethod.class, name);
  }

  /** The upper level's configuration. */
  SearchConfig.Hypernetwork hypernetwork() {
    SearchConfig.Hypernetwork base = hypernetwork(PRESET, preset);
    return new FormSettings(preferences, embedding, scores)
        .applied(base)
        .with(warmup, sampler(sampler), scoreShare)
        .with(MethodTerm.scalarization(scalarization), MethodTerm.combination(combination));
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
