package org.jmodnas.cli.search;

import org.jmodnas.multigradient.DeviceCombination;
import org.jmodnas.multigradient.GradientCombination;
import org.jmodnas.objective.Cosmos;
import org.jmodnas.objective.Scalarization;
import org.jmodnas.objective.SmoothTchebycheff;
import org.jmodnas.objective.WeightedSum;
import org.jmodnas.tensor.ConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * Scalarisations and combinations of gradients as the command line and {@code config.json} write
 * them: a name, and behind a colon its number if it has one, such as {@code linear:2}.
 *
 * @param number null where the text has none
 */
record MethodTerm(String option, String name, @Nullable Double number) {
  private static final double EXPONENT = 2;
  private static final double SMOOTHING = 0.1;
  private static final double COSINE_WEIGHT = 0.01;

  /** How {@code scalarization} is written. */
  static String text(Scalarization scalarization) {
    if (scalarization instanceof SmoothTchebycheff smooth) {
      return "tchebycheff:" + smooth.smoothing();
    }
    return scalarization instanceof WeightedSum sum
        ? "linear:" + sum.exponent()
        : "cosmos:" + ((Cosmos) scalarization).cosineWeight();
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
    return switch (term.name) {
      case "linear" -> new WeightedSum(term.numberOr(EXPONENT));
      case "tchebycheff" -> new SmoothTchebycheff(term.numberOr(SMOOTHING));
      case "cosmos" -> new Cosmos(term.numberOr(COSINE_WEIGHT));
      default ->
          throw new ConfigurationException(
              "Unknown '%s' for '%s': expected one of [linear, tchebycheff, cosmos]"
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
    if (method != DeviceCombination.CAGRAD) {
      throw new ConfigurationException(
          "Only cagrad has a number for '%s', got '%s': leave out what is behind the colon"
              .formatted(term.option, text));
    }
    return new GradientCombination(method, term.number);
  }

  /** The term that {@code text}, the value of {@code option}, is. */
  static MethodTerm parse(String option, String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return new MethodTerm(option, text, null);
    }
    try {
      double number = Double.parseDouble(text.substring(colon + 1));
      return new MethodTerm(option, text.substring(0, colon), number);
    } catch (NumberFormatException e) {
      throw new ConfigurationException(
          "'%s' is NAME or NAME:NUMBER, got '%s'".formatted(option, text), e);
    }
  }

  private double numberOr(double standard) {
    return number == null ? standard : number;
  }
}
