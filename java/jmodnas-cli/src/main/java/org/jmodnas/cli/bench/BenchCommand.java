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
    })
public final class BenchCommand {}
