package org.jmodnas.cli.search;

import org.jmodnas.hypernet.BankScores;
import org.jmodnas.multigradient.DeviceCombination;
import org.jmodnas.multigradient.GradientCombination;
import org.jmodnas.objective.Cosmos;
import org.jmodnas.objective.RaysHypervolume;
import org.jmodnas.objective.Scalarization;
import org.jmodnas.objective.SmoothTchebycheff;
import org.jmodnas.objective.WeightedSum;
import org.jmodnas.tensor.ConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * Scalarisations and combinations of gradients as the command line and configurations write them: a
 * name, and behind colons its numbers if it has any, such as {@code linear:2}.
 *
 * @param number the first; null where the text has none
 * @param second null where the text has less than two
 */
record MethodTerm(String option, String name, @Nullable Double number, @Nullable Double second) {
  private static final int LARGEST = 1000;
  private static final double EXPONENT = 2;
  private static final double SMOOTHING = 0.1;
  private static final double COSINE_WEIGHT = 0.01;
  private static final int RAYS = 4;
  private static final double RAY_COSINE_WEIGHT = 5;

  /** How {@code scalarization} is written. */
  static String text(Scalarization scalarization) {
    if (scalarization instanceof SmoothTchebycheff smooth) {
      return "tchebycheff:" + smooth.smoothing();
    }
    if (scalarization instanceof RaysHypervolume volume) {
      return "hypervolume:" + volume.rays() + ":" + volume.cosineWeight();
    }
    return scalarization instanceof WeightedSum sum
        ? "linear:" + sum.exponent()
        : "cosmos:" + ((Cosmos) scalarization).cosineWeight();
  }

  /** How {@code scores} are written. */
  static String text(BankScores scores) {
    String name = Choice.name(scores.function());
    return scores.function() == BankScores.Function.SCALED ? name + ":" + scores.sharpness() : name;
  }

  /** The scores that {@code text} names. */
  static BankScores scores(String text) {
    MethodTerm term = parse("--scores", text);
    BankScores.Function function = Choice.parse(term.option, BankScores.Function.class, term.name);
    if (term.second != null || term.number != null && function != BankScores.Function.SCALED) {
      throw new ConfigurationException(
          "Only scaled has a number for '%s', and only one, got '%s': leave out what is too much"
              .formatted(term.option, text));
    }
    if (!(term.numberOr(1) > 0 && term.numberOr(1) < Double.POSITIVE_INFINITY)) {
      throw new ConfigurationException(
          "The number of '%s' for '%s' is a positive one, got '%s'"
              .formatted(term.name, term.option, text));
    }
    return new BankScores(function, term.numberOr(1));
  }

  /** How {@code combination} is written. */
  static String text(GradientCombination combination) {
    String name = Choice.name(combination.method());
    return combination.method() == DeviceCombination.CAGRAD
        ? name + ":" + combination.radius()
        : name;
  }

  /** The scalarisation that {@code text} names. */
  static Scalarization scalarization(String text) {
    MethodTerm term = parse("--scalarization", text);
    if (term.second != null && !term.name.equals("hypervolume")) {
      throw new ConfigurationException(
          "Only hypervolume has two numbers for '%s', got '%s': leave out the second"
              .formatted(term.option, text));
    }
    return switch (term.name) {
      case "linear" -> new WeightedSum(term.numberOr(EXPONENT));
      case "tchebycheff" -> new SmoothTchebycheff(term.numberOr(SMOOTHING));
      case "cosmos" -> new Cosmos(term.numberOr(COSINE_WEIGHT));
      case "hypervolume" ->
          new RaysHypervolume(
              term.whole(RAYS), term.second == null ? RAY_COSINE_WEIGHT : term.second);
      default ->
          throw new ConfigurationException(
              "Unknown '%s' for '%s': expected one of [linear, tchebycheff, cosmos, hypervolume]"
                  .formatted(term.name, term.option));
    };
  }

  /** The combination that {@code text} names. */
  static GradientCombination combination(String text) {
    MethodTerm term = parse("--combination", text);
    DeviceCombination method = Choice.parse(term.option, DeviceCombination.class, term.name);
    if (term.number == null) {
      return new GradientCombination(method);
    }
    if (method != DeviceCombination.CAGRAD || term.second != null) {
      throw new ConfigurationException(
          "Only cagrad has a number for '%s', and only one, got '%s': leave out what is too much"
              .formatted(term.option, text));
    }
    return new GradientCombination(method, term.number);
  }

  /** The term that {@code text}, the value of {@code option}, is. */
  static MethodTerm parse(String option, String text) {
    String[] parts = text.split(":", -1);
    if (parts.length > 3) {
      throw notATerm(option, text, null);
    }
    try {
      return new MethodTerm(
          option,
          parts[0],
          parts.length > 1 ? Double.valueOf(parts[1]) : null,
          parts.length > 2 ? Double.valueOf(parts[2]) : null);
    } catch (NumberFormatException e) {
      throw notATerm(option, text, e);
    }
  }

  private static ConfigurationException notATerm(
      String option, String text, @Nullable NumberFormatException cause) {
    return new ConfigurationException(
        "'%s' is NAME or NAME:NUMBER, got '%s'".formatted(option, text), cause);
  }

  /** The first number, which is a whole one of moderate size, or {@code standard}. */
  int whole(int standard) {
    if (number == null) {
      return standard;
    }
    if (number != Math.rint(number) || number < 1 || number > LARGEST) {
      throw new ConfigurationException(
          "The number of '%s' for '%s' is a whole one, 1 … %d, got '%s'"
              .formatted(name, option, LARGEST, number));
    }
    return number.intValue();
  }

  private double numberOr(double standard) {
    return number == null ? standard : number;
  }
}
