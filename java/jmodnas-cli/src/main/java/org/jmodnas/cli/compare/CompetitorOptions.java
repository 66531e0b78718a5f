package org.jmodnas.cli.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jmodnas.baselines.comparison.Comparison;
import org.jmodnas.baselines.comparison.Competitor;
import org.jmodnas.baselines.comparison.MethodCatalogue;
import org.jmodnas.baselines.comparison.Problem;
import org.jmodnas.baselines.comparison.RecordedPoints;
import org.jmodnas.tensor.ConfigurationException;
import picocli.CommandLine.Option;

/** The options that say what is compared, and how long. */
final class CompetitorOptions {
  private static final String NAME = "[A-Za-z][A-Za-z0-9_.-]*";

  @Option(
      names = "--methods",
      split = ",",
      paramLabel = "NAME,...",
      description = "Methods to compare; '--list-methods' tells which there are.")
  private List<String> methods = List.of();

  @Option(
      names = "--points",
      split = ",",
      paramLabel = "NAME=FILE",
      description =
          "Evaluations made elsewhere, to be evaluated here in their order and charged like those "
              + "of a method: a CSV with index or arch, and device and seed where they differ, "
              + "such as the front.csv of a search.")
  private List<String> points = List.of();

  @Option(
      names = "--evaluations",
      defaultValue = "200",
      paramLabel = "N",
      description =
          "Full evaluations that each trial may spend; cheaper ones count their share; default "
              + "${DEFAULT-VALUE}.")
  private int evaluations;

  @Option(
      names = "--seeds",
      split = ",",
      defaultValue = "10",
      paramLabel = "K",
      description =
          "How many trials of each method and device: seeds 1 to K; or the seeds themselves, at "
              + "least two; default ${DEFAULT-VALUE}.")
  private List<Long> seeds;

  @Option(
      names = "--against",
      paramLabel = "NAME",
      description =
          "Test all others against this one only, which needs fewer seeds to show a difference; "
              + "default every two.")
  private String against = "";

  /**
   * The comparison on {@code problems}.
   *
   * @throws ConfigurationException if something is unknown or missing
   */
  Comparison comparison(MethodCatalogue catalogue, List<Problem> problems) {
    List<Competitor> competitors = new ArrayList<>();
    methods.forEach(name -> competitors.add(catalogue.find(name)));
    List<RecordedPoints> recorded = recorded(problems);
    competitors.addAll(recorded);
    List<String> names = competitors.stream().map(Competitor::name).toList();
    Unique.require(recorded.isEmpty() ? "--methods" : "--methods' and '--points", names);
    if (competitors.isEmpty()) {
      throw new ConfigurationException(
          "Nothing to compare: name methods with '--methods', of %s"
              .formatted(catalogue.methods().stream().map(Competitor::name).toList()));
    }
    if (!against.isEmpty() && !names.contains(against)) {
      throw new ConfigurationException(
          "'--against' is one of what is compared, %s, got '%s'".formatted(names, against));
    }
    if (evaluations < 1) {
      throw new ConfigurationException("'--evaluations' is at least 1, got '" + evaluations + "'");
    }
    List<Long> all = seeds();
    for (RecordedPoints points : recorded) {
      problems.forEach(problem -> all.forEach(seed -> points.of(device(problem), seed)));
    }
    return new Comparison(competitors, problems, all, evaluations);
  }

  /** What all others are tested against; empty for every two. */
  String against() {
    return against;
  }

  private List<Long> seeds() {
    Unique.require("--seeds", seeds);
    if (seeds.size() > 1) {
      return seeds;
    }
    long count = seeds.get(0);
    if (count < 1 || count > 1_000_000) {
      throw new ConfigurationException(
          "'--seeds' is how many, 1 … 1000000, or at least two seeds, got '" + count + "'");
    }
    List<Long> first = new ArrayList<>();
    for (long seed = 1; seed <= count; seed++) {
      first.add(seed);
    }
    return first;
  }

  private List<RecordedPoints> recorded(List<Problem> problems) {
    List<RecordedPoints> recorded = new ArrayList<>();
    for (String text : points) {
      String[] parts = text.split("=", 2);
      if (parts.length < 2 || !parts[0].matches(NAME)) {
        throw new ConfigurationException(
            "'--points' is NAME=FILE, its name a letter, then letters, digits, '_', '.', '-'; got '%s'"
                .formatted(text));
      }
      recorded.add(
          PointsFile.read(parts[0], Path.of(parts[1]), problems.get(0).benchmark().space()));
    }
    return recorded;
  }

  private static String device(Problem problem) {
    return problem.benchmark().device();
  }
}
