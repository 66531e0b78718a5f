package org.jmodnas.cli.report;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jmodnas.report.ReportServer;
import org.jmodnas.report.RunReport;
import org.jmodnas.tensor.ConfigurationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code jmodnas report}. */
@Command(
    name = "report",
    description = {
      "Show a run: fronts, architectures, preferences, the search, in one HTML file that needs no "
          + "network.",
      "It works while the run goes on, and then says what is not there yet."
    },
    footer = {
      "",
      "Examples:",
      "  jmodnas report runs/first                   # writes RUN/report.html",
      "  jmodnas report runs/first --out /tmp/first.html",
      "  jmodnas report runs/first --serve           # follows a run that goes on"
    })
public final class ReportCommand implements Callable<Integer> {
  private static final int HIGHEST_PORT = 65535;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "Folder of the run.")
  private Path run;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write it; default RUN/report.html. An older one is replaced.")
  private @Nullable Path out;

  @Option(
      names = "--serve",
      description =
          "Serve it to browsers on this machine until Ctrl-C, and refresh it as the run goes on.")
  private boolean serve;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port of '--serve'; default any that is free.")
  private @Nullable Integer port;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter console = spec.commandLine().getOut();
    if (serve && out != null) {
      throw new ConfigurationException("'--serve' writes no file: leave out '--out' or '--serve'");
    }
    if (!serve && port != null) {
      throw new ConfigurationException("'--port' is of '--serve', which is missing");
    }
    if (port != null && (port < 0 || port > HIGHEST_PORT)) {
      throw new ConfigurationException("'--port' is 0 … " + HIGHEST_PORT + ", got '" + port + "'");
    }
    if (serve) {
      serve(console);
    } else {
      console.println(out == null ? RunReport.write(run) : RunReport.write(run, out));
      console.flush();
    }
    return 0;
  }

  private void serve(PrintWriter console) throws InterruptedException {
    try (ReportServer server = ReportServer.start(run, port == null ? 0 : port)) {
      console.println("Report: " + server.address() + " (Ctrl-C ends it)");
      console.flush();
      new CountDownLatch(1).await();
    }
  }
}
