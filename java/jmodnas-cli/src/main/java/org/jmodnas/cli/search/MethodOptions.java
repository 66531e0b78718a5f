package org.jmodnas.cli.search;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jmodnas.sampling.SamplingMethod;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that change how the search works; each defaults to what the preset says. */
final class MethodOptions {
  @Option(
      names = "--preset",
      completionCandidates = Presets.class,
      defaultValue = "standard",
      description =
          "standard, or published for the method of the paper's code; the rest changes it.")
  private String preset;

  @Mixin private FormOptions form = new FormOptions();

  @Option(
      names = "--sampler",
      completionCandidates = Samplers.class,
      paramLabel = "NAME",
      description = "How architectures are drawn: reinmax, gdas or darts; standard reinmax.")
  private @Nullable String sampler;

  @Option(
      names = "--scalarization",
      paramLabel = "NAME[:NUMBER]",
      description =
          "What is minimised for a preference: linear with the exponent of its weights (2), tchebycheff "
              + "with its smoothing (0.1), cosmos with the weight of its cosine (0.01) or hypervolume "
              + "with the number of rays of a device (4) and the weight of their cosine (5), such as "
              + "hypervolume:4:5; standard linear:2.")
  private @Nullable String scalarization;

  @Option(
      names = "--combination",
      paramLabel = "NAME[:NUMBER]",
      description =
          "How the devices' gradients are combined: min-norm, mean, sum, pcgrad, cagrad with its "
              + "radius (0.4), sequential or sampled; standard min-norm.")
  private @Nullable String combination;

  @Option(
      names = "--warmup",
      paramLabel = "SHARE",
      description =
          "Share of the steps that train the supernet alone, on uniform architectures; standard "
              + "0.7.")
  private @Nullable Double warmup;

  @Option(
      names = "--score-share",
      paramLabel = "SHARE",
      description =
          "Share of the score-function estimate in the gradient of the error, the rest is the "
              + "sampler's; standard 0.5.")
  private @Nullable Double scoreShare;

  @Option(
      names = "--uniform-share",
      paramLabel = "SHARE",
      description =
          "Share of the architectures that train the supernet and are drawn uniformly, not by the "
              + "hypernetwork; standard 1.")
  private @Nullable Double uniformShare;

  @Option(
      names = "--weight-devices",
      paramLabel = "N",
      description =
          "Devices whose architectures train the supernet in one step, 0 for all; standard 2.")
  private @Nullable Integer weightDevices;

  /** The names of presets. */
  static final class Presets implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("standard", "published").iterator();
    }
  }

  /** The names of samplers. */
  static final class Samplers implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(SamplingMethod.values()).map(m -> Choice.name(m)).iterator();
    }
  }

  /** The settings for so many training devices. */
  MethodSettings settings(int devices) {
    MethodSettings base = MethodSettings.preset(preset, devices);
    if (sampler != null && !MethodSettings.sampler(sampler).draws()) {
      base = base.mixed();
    }
    FormSettings formed = form.settings(preset);
    return new MethodSettings(
            preset,
            formed.preferences(),
            formed.embedding(),
            formed.scores(),
            sampler == null ? base.sampler() : sampler,
            scalarization == null ? base.scalarization() : scalarization,
            combination == null ? base.combination() : combination,
            warmup == null ? base.warmup() : warmup,
            scoreShare == null ? base.scoreShare() : scoreShare,
            uniformShare == null ? base.uniformShare() : uniformShare,
            weightDevices == null ? base.weightDevices() : weightDevices)
        .resolved(devices);
  }
}
