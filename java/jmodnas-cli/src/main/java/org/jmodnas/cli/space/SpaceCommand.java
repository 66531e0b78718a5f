package org.jmodnas.cli.space;

import picocli.CommandLine.Command;

/** The group {@code jmodnas space}. */
@Command(
    name = "space",
    description = "Architectures of a search space: their strings, choices and indices.",
    footer = {
      "",
      "Examples:",
      "  jmodnas space count",
      "  jmodnas space sample -n 3 --seed 1 --format csv",
      "  jmodnas space encode '|none~0|+|none~0|none~1|+|none~0|none~1|none~2|'",
      "  jmodnas space decode 3,3,0,1,2,4",
      "  jmodnas space index 0"
    },
    subcommands = {
      SpaceCountCommand.class,
      SpaceSampleCommand.class,
      SpaceEncodeCommand.class,
      SpaceDecodeCommand.class,
      SpaceIndexCommand.class
    })
public final class SpaceCommand {}
