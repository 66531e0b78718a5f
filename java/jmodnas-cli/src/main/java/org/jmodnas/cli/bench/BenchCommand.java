package org.jmodnas.cli.bench;

import picocli.CommandLine.Command;

/** The group {@code jmodnas bench}. */
@Command(
    name = "bench",
    description = "Time the parts of a search on this machine, and trace one.",
    subcommands = {
      BenchStepCommand.class,
      BenchConvolutionCommand.class,
      BenchHypervolumeCommand.class,
      BenchDiversityCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  jmodnas bench step --batch 64 --devices 4",
      "  jmodnas bench convolution --size 16 --channels 32",
      "  jmodnas bench hypervolume --points 1000 --objectives 3"
    })
public final class BenchCommand {}
