package org.jmodnas.cli;

import java.io.InputStream;
import org.jmodnas.baselines.catalogue.PublishedMethods;
import org.jmodnas.cli.bench.BenchCommand;
import org.jmodnas.cli.compare.CompareCommand;
import org.jmodnas.cli.config.ConfigCommand;
import org.jmodnas.cli.data.DataCommand;
import org.jmodnas.cli.data.PublishedArchive;
import org.jmodnas.cli.doctor.DoctorCommand;
import org.jmodnas.cli.export.ExportCommand;
import org.jmodnas.cli.measure.MeasureCommand;
import org.jmodnas.cli.pareto.ParetoCommand;
import org.jmodnas.cli.predictor.PredictorCommand;
import org.jmodnas.cli.proxy.ProxyCommand;
import org.jmodnas.cli.report.ReportCommand;
import org.jmodnas.cli.search.ProfileCommand;
import org.jmodnas.cli.search.ResumeCommand;
import org.jmodnas.cli.search.SearchCommand;
import org.jmodnas.cli.search.SearchConfiguration;
import org.jmodnas.cli.search.TransferCommand;
import org.jmodnas.cli.space.SpaceCommand;
import org.jmodnas.cli.train.EvaluateCommand;
import org.jmodnas.cli.train.TrainCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;

/** The program {@code jmodnas}: its commands and how they are run. */
@Command(
    name = "jmodnas",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = ManifestVersion.class,
    usageHelpAutoWidth = true)
public final class JModnas {
  private static final String DESCRIPTION =
      "Multi-objective differentiable neural architecture search.";
  private static final String FOOTER =
      """

      Examples:
        jmodnas search --metrics latency.csv --output runs/first
        jmodnas resume runs/first
        jmodnas config init search.yaml
        jmodnas profile runs/first --device raspi4
        jmodnas report runs/first
        jmodnas compare --accuracy accuracy.csv --methods nsga2,random --out compared
        jmodnas measure --out this-machine.csv
        jmodnas proxy --metrics synflow,nwot --sample 100 --out proxies.csv
        jmodnas data check folder:photos@64
        jmodnas space sample -n 3 --seed 1
        jmodnas pareto hv --reference 1,1 < points.csv
        jmodnas doctor --backend cuda

      Exit status: 0 done, 1 failed, 2 options or input cannot be used,
      130 interrupted.
      """;

  @Mixin private final Verbosity verbosity = new Verbosity();

  private JModnas() {}

  /** Runs one command and ends the process with its exit status. */
  public static void main(String[] arguments) {
    System.exit(commandLine(System.in).execute(arguments));
  }

  /** All commands; those that read standard input read {@code input}. */
  static CommandLine commandLine(InputStream input) {
    JModnas program = new JModnas();
    ErrorReporter reporter = new ErrorReporter(program.verbosity);
    CommandLine line =
        new CommandLine(program)
            .addSubcommand(new SearchCommand())
            .addSubcommand(ConfigCommand.of(new SearchConfiguration()))
            .addSubcommand(new ResumeCommand())
            .addSubcommand(new ProfileCommand())
            .addSubcommand(new TransferCommand())
            .addSubcommand(new ReportCommand())
            .addSubcommand(new TrainCommand())
            .addSubcommand(new EvaluateCommand())
            .addSubcommand(new ExportCommand())
            .addSubcommand(new CompareCommand(PublishedMethods.catalogue()))
            .addSubcommand(new PredictorCommand())
            .addSubcommand(new MeasureCommand())
            .addSubcommand(new ProxyCommand())
            .addSubcommand(DataCommand.over(PublishedArchive.all()))
            .addSubcommand(new SpaceCommand())
            .addSubcommand(ParetoCommand.over(input))
            .addSubcommand(new BenchCommand())
            .addSubcommand(new DoctorCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(reporter)
            .setExecutionExceptionHandler(reporter)
            .setExecutionStrategy(program::run);
    // Here and not in the annotation, from which every command would inherit them.
    line.getCommandSpec().usageMessage().description(DESCRIPTION).footer(FOOTER.split("\n"));
    return line;
  }

  private int run(ParseResult parsed) {
    verbosity.apply();
    try {
      return new RunLast().execute(parsed);
    } catch (Error failure) {
      // Running out of memory or a native library that does not load: reported like an exception.
      throw new ExecutionException(parsed.commandSpec().commandLine(), "failed", failure);
    }
  }
}
