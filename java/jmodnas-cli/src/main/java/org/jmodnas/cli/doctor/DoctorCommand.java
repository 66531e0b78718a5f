package org.jmodnas.cli.doctor;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jmodnas.cli.backend.BackendOption;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.BackendSelection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code jmodnas doctor}. */
@Command(
    name = "doctor",
    description = {
      "Print what this machine can compute on and, where a backend does not work, why and what to "
          + "do. Fails if the backend asked for does not work."
    },
    footer = {
      "",
      "Examples:",
      "  jmodnas doctor",
      "  jmodnas doctor --backend cuda --verify",
      "  jmodnas doctor --memory --batch 128 --channels 16"
    })
public final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private BackendOption backend;

  @Option(
      names = "--verify",
      description =
          "Run every operation with its gradients and steps of a search on that backend and on the "
              + "CPU, and compare. Fails if they do not agree.")
  private boolean verify;

  @ArgGroup(exclusive = false, heading = "The memory of a search:%n")
  private @Nullable MemoryOptions memory;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    DiagnosisReport.print(out);
    BackendSelection selection = backend.select();
    out.printf("Backend %s works%n", selection.name());
    out.flush();
    if (memory != null) {
      new MemoryReport(out, selection, memory).print();
    }
    if (verify) {
      try (Backend candidate = selection.open(backend.options())) {
        VerificationReport.print(out, selection.name(), candidate);
      }
    }
    return ExitCode.OK;
  }
}
