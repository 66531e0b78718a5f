package org.jmodnas.cli.search;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jmodnas.cli.run.Interruption;
import org.jmodnas.run.Manifest;
import org.jmodnas.run.RunLock;
import org.jmodnas.search.SearchSession;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.Backends;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code jmodnas resume}. */
@Command(
    name = "resume",
    description = {
      "Go on with an interrupted search from its latest checkpoint; without one, begin anew.",
      "On the CPU the result is that of a search that was never interrupted, to the last bit."
    },
    footer = {
      "",
      "Examples:",
      "  jmodnas resume runs/first",
      "  jmodnas resume runs/first --threads 8"
    })
public final class ResumeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "The output folder of a search.")
  private Path run;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Worker threads; default those of the run. Does not change the result.")
  private @Nullable Integer threads;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "Where to compute: auto, cpu, cuda or cuda:N; default that of the run.")
  private @Nullable String backend;

  @Override
  public Integer call() {
    RunDirectory directory = RunDirectory.open(run);
    try (Interruption interruption = Interruption.listen();
        RunLock lock = RunLock.of(directory.folder())) {
      if (Files.exists(directory.folder().file(Manifest.FILE))
          && Manifest.read(directory.folder()).status() == Manifest.Status.finished) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("Run %s is finished; there is nothing to resume.%n", run);
        out.flush();
        return 0;
      }
      RunOptions options = directory.options().on(backend, threads);
      SearchPlan plan =
          SearchPlan.of(options, options.objectives(new NasBench201Space()), List.of());
      try (Backend opened =
              Backends.open(options.compute().backend(), options.compute().options());
          SearchSession session = plan.session(opened)) {
        return new SearchExecution(plan, session, opened, directory, spec.commandLine())
            .resume(interruption::isRequested);
      }
    }
  }
}
