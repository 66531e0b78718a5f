package org.jmodnas.cli.data;

import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jmodnas.tensor.ConfigurationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code jmodnas data fetch}. */
@Command(
    name = "fetch",
    description = {
      "Download published images, compare the archive with its SHA-256, and unpack it.",
      "A download that was interrupted goes on where it stopped when the command is run again. "
          + "Nothing else downloads anything."
    },
    footer = {
      "",
      "Examples:",
      "  jmodnas data fetch cifar10 --out data",
      "  jmodnas data fetch cifar100 --out data --url https://example.org/c100.tgz",
      "  jmodnas search --data cifar10:data/cifar-10-batches-bin --output runs/cifar10"
    })
final class DataFetchCommand implements Callable<Integer> {
  private static final long MEBIBYTE = 1 << 20;
  private static final int REPORTS = 10;

  private final List<PublishedArchive> archives;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "cifar10 or cifar100.")
  private String name;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "Where to put the folder of the images.")
  private Path out;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "A mirror that has the same archive; http or https.")
  private @Nullable String url;

  @Option(
      names = "--timeout",
      defaultValue = "60",
      paramLabel = "SECONDS",
      description = "Give up when nothing has come for so long; default ${DEFAULT-VALUE}.")
  private int timeout;

  DataFetchCommand(List<PublishedArchive> archives) {
    this.archives = List.copyOf(archives);
  }

  @Override
  public Integer call() throws InterruptedException {
    PublishedArchive archive = archive();
    URI source = url == null ? archive.source() : mirror(url);
    if (timeout < 1) {
      throw new ConfigurationException("'--timeout' is at least 1, got '" + timeout + "'");
    }
    Path images = out.resolve(archive.folder());
    PrintWriter printer = spec.commandLine().getOut();
    if (Files.exists(images)) {
      printer.println("'" + images + "' is there already. Remove it to fetch it again.");
    } else {
      new DatasetFetch(archive, out, this::report)
          .run(new Download(source, Duration.ofSeconds(timeout)));
    }
    printer.printf("Use it with --data %s:%s%n", archive.name(), images);
    printer.flush();
    return 0;
  }

  private PublishedArchive archive() {
    return archives.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "Unknown data set '%s': expected one of %s"
                        .formatted(
                            name,
                            archives.stream()
                                .map(PublishedArchive::name)
                                .collect(Collectors.joining(", ")))));
  }

  private static URI mirror(String text) {
    try {
      URI uri = new URI(text);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if (uri.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw new ConfigurationException("'--url' is no URL: '" + text + "'", e);
    }
    throw new ConfigurationException("'--url' expects http:// or https://, got '" + text + "'");
  }

  /** One line for each tenth of the archive. */
  private void report(long before, long now, long all) {
    if (now * REPORTS / all > before * REPORTS / all) {
      PrintWriter err = spec.commandLine().getErr();
      err.printf("%d of %d MiB%n", now / MEBIBYTE, all / MEBIBYTE);
      err.flush();
    }
  }
}
