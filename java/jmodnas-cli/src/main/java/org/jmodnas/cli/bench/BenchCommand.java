package org.jmodnas.cli.bench;

import picocli.CommandLine.Command;

/** The group {@code jmodnas bench}. */
@Command(
    name = "bench",
    description = "Time the parts of a search on this machine.",
    subcommands = {
      BenchStepCommand.class,
      BenchConvolutionCommand.class,
      BenchHypervolumeCommand.class
    })
public final class BenchCommand {}
