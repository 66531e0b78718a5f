package org.jmodnas.space;

import java.util.Arrays;
import java.util.List;
import org.jmodnas.tensor.random.Philox;

/** A finite set of architectures, each a choice for every one of a list of decisions. */
public interface SearchSpace {
  /** Short name, such as {@code nb201}. */
  String name();

  /** The decisions, in order. */
  List<Decision> decisions();

  /** Number of architectures. */
  long count();

  /**
   * The architecture with these choices.
   *
   * @throws org.jmodnas.tensor.ConfigurationException if their number or one of them is wrong
   */
  Architecture decode(int... choices);

  /**
   * The architecture that {@code text} describes.
   *
   * @throws org.jmodnas.tensor.ConfigurationException if it describes none; says where and why
   */
  Architecture parse(String text);

  /**
   * The index of {@code architecture} in the space's official order.
   *
   * @throws org.jmodnas.tensor.ConfigurationException if its choices are not of this space
   */
  int index(Architecture architecture);

  /**
   * The architecture at {@code index} of the official order.
   *
   * @throws org.jmodnas.tensor.ConfigurationException if it is outside 0 … count − 1
   */
  Architecture architecture(int index);

  /**
   * Whether every operation of {@code architecture} lies between its input and its output. A
   * runtime may leave the others out or not, so metrics of such architectures tell less of the
   * rest.
   */
  default boolean isConnected(Architecture architecture) {
    return true;
  }

  /**
   * For each decision whether what {@code architecture} has there leads to its output; nothing does
   * if the output does not depend on the input. A runtime may leave out what leads nowhere, and a
   * metric then holds nothing of it.
   */
  default boolean[] leadsToOutput(Architecture architecture) {
    boolean[] all = new boolean[decisions().size()];
    Arrays.fill(all, true);
    return all;
  }

  /** An architecture drawn uniformly. */
  default Architecture sample(Philox random) {
    int[] choices = new int[decisions().size()];
    for (int i = 0; i < choices.length; i++) {
      choices[i] = random.nextInt(decisions().get(i).choices().size());
    }
    return decode(choices);
  }

  /**
   * One decision.
   *
   * @param choices names of the alternatives
   */
  record Decision(String name, List<String> choices) {
    public Decision {
      choices = List.copyOf(choices);
    }
  }
}
