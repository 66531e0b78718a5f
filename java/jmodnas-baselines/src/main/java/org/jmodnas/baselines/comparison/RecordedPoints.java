package org.jmodnas.baselines.comparison;

import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.SearchMethod;
import org.jmodnas.baselines.Trial;
import org.jmodnas.space.Architecture;
import org.jmodnas.tensor.ConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * What was evaluated elsewhere: evaluated again, one architecture after another, each charged like
 * those of a method, repetitions too.
 *
 * @param points in the order in which they were evaluated
 */
public record RecordedPoints(String name, List<Point> points) implements Competitor {
  /**
   * An architecture that was evaluated.
   *
   * @param device on which; null if on every one
   * @param seed with which; null if with every one
   */
  public record Point(Architecture architecture, @Nullable String device, @Nullable Long seed) {
    private boolean belongsTo(String someDevice, long someSeed) {
      return (device == null || device.equals(someDevice)) && (seed == null || seed == someSeed);
    }
  }

  public RecordedPoints {
    points = List.copyOf(points);
  }

  /**
   * The architectures of a trial.
   *
   * @throws ConfigurationException if there are none
   */
  public List<Architecture> of(String device, long seed) {
    List<Architecture> architectures =
        points.stream()
            .filter(point -> point.belongsTo(device, seed))
            .map(Point::architecture)
            .toList();
    if (architectures.isEmpty()) {
      throw new ConfigurationException(
          "'%s' has no points of device '%s' with seed '%d': expected some for every device and seed, got devices %s and seeds %s"
              .formatted(name, device, seed, named(Point::device), named(Point::seed)));
    }
    return architectures;
  }

  /** What the points name, in their order. */
  private List<?> named(Function<Point, @Nullable Object> name) {
    return points.stream().map(name).filter(Objects::nonNull).distinct().toList();
  }

  @Override
  public SearchMethod start(Benchmark benchmark, long seed) {
    Iterator<Architecture> remaining = of(benchmark.device(), seed).iterator();
    return new SearchMethod() {
      @Override
      public Optional<Trial> ask() {
        return remaining.hasNext() ? Optional.of(Trial.full(remaining.next())) : Optional.empty();
      }

      @Override
      public void tell(Evaluation evaluation) {}
    };
  }
}
