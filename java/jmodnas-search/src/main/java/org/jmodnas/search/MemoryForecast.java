package org.jmodnas.search;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.data.ImageDataset.ImageSize;

/**
 * The memory of a search, in bytes, known from its shapes before it runs. An upper bound: it takes
 * all passes that run at a time to draw the dearest architecture and to peak together. What kernels
 * take for themselves while they run comes on top, such as the workspaces of a convolution.
 *
 * @param standing parameters and optimiser state of all models
 * @param phases what a search does in turn
 */
public record MemoryForecast(long standing, List<Phase> phases) {
  /** Share of the free memory that a search may plan with; kernels and others need the rest. */
  public static final double USABLE = 0.8;

  public MemoryForecast {
    phases = List.copyOf(phases);
  }

  /**
   * A part of a search, in which passes of the supernet run side by side.
   *
   * @param name what it does
   * @param shared activations and gradients that its passes share
   * @param pass what the dearest pass holds by itself
   * @param passes at a time
   */
  public record Phase(String name, long shared, long pass, int passes) {
    /** All of it. */
    public long bytes() {
      return shared + passes * pass;
    }
  }

  /** What is searched, apart from the configuration. */
  public record Setting(ImageSize images, int classes, int devices) {}

  /**
   * The forecast for a search with one metric beside the error, whose {@code config.threads()} is
   * the number of passes that may run at a time.
   *
   * @throws ConfigurationException if a tensor would have more elements than any backend can count
   */
  public static MemoryForecast of(SearchConfig config, Setting setting) {
    try (DryRun run = new DryRun(config, setting)) {
      return new MemoryForecast(run.standing(), run.phases());
    } catch (ArithmeticException e) {
      throw new ConfigurationException(
          "A batch of '%d' with '%d' channels makes tensors of more than 2^31 values. Lower one"
              .formatted(config.batch(), config.channels()),
          e);
    }
  }

  /** The phase that takes most. */
  public Phase dearest() {
    return phases.stream().max(Comparator.comparingLong(Phase::bytes)).orElseThrow();
  }

  /** The most that is held at a time. */
  public long total() {
    return standing + dearest().bytes();
  }

  /** Whether the search fits into so many free bytes, of which {@link #USABLE} may be planned. */
  public boolean fits(long free) {
    return total() <= USABLE * free;
  }

  /** The largest batch below the configured one with which the search fits; empty if none. */
  public static OptionalInt largestBatch(SearchConfig config, Setting setting, long free) {
    return largest(config.batch(), batch -> of(config.withBatch(batch), setting), free);
  }

  /** The largest number of channels below the configured one, likewise. */
  public static OptionalInt largestChannels(SearchConfig config, Setting setting, long free) {
    return largest(config.channels(), channels -> of(config.withChannels(channels), setting), free);
  }

  /** The largest number of passes at a time below the configured one, likewise. */
  public static OptionalInt largestThreads(SearchConfig config, Setting setting, long free) {
    return largest(config.threads(), threads -> of(config.withThreads(threads), setting), free);
  }

  /** Bisects, since memory grows with each of these. */
  private static OptionalInt largest(int limit, IntFunction<MemoryForecast> forecast, long free) {
    int fits = 0;
    int tooLarge = limit;
    while (tooLarge - fits > 1) {
      int middle = (fits + tooLarge) / 2;
      if (forecast.apply(middle).fits(free)) {
        fits = middle;
      } else {
        tooLarge = middle;
      }
    }
    return fits == 0 ? OptionalInt.empty() : OptionalInt.of(fits);
  }
}
