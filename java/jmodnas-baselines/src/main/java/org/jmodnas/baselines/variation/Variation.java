package org.jmodnas.baselines.variation;

import java.util.ArrayList;
import java.util.List;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.random.Philox;

/** Variation operators: architectures made from others. */
public record Variation(SearchSpace space, Philox random) {
  /** {@code parent} with one decision, drawn uniformly, changed to another choice. */
  public Architecture mutateOne(Architecture parent) {
    int[] choices = parent.choices();
    change(choices, random.nextInt(choices.length));
    return space.decode(choices);
  }

  /** {@code parent} with each decision changed to another choice with {@code probability}. */
  public Architecture mutateEach(Architecture parent, double probability) {
    int[] choices = parent.choices();
    for (int decision = 0; decision < choices.length; decision++) {
      if (random.nextDouble() < probability) {
        change(choices, decision);
      }
    }
    return space.decode(choices);
  }

  /**
   * {@code parent} with each decision drawn anew with {@code probability}; it may stay as it is.
   */
  public Architecture resampleEach(Architecture parent, double probability) {
    int[] choices = parent.choices();
    for (int decision = 0; decision < choices.length; decision++) {
      if (random.nextDouble() < probability) {
        choices[decision] = random.nextInt(count(decision));
      }
    }
    return space.decode(choices);
  }

  /** {@code first} with each decision taken from {@code second} with {@code probability}. */
  public Architecture cross(Architecture first, Architecture second, double probability) {
    int[] choices = first.choices();
    int[] others = second.choices();
    for (int decision = 0; decision < choices.length; decision++) {
      if (random.nextDouble() < probability) {
        choices[decision] = others[decision];
      }
    }
    return space.decode(choices);
  }

  /** All that differ from {@code architecture} in one decision. */
  public List<Architecture> neighbours(Architecture architecture) {
    List<Architecture> neighbours = new ArrayList<>();
    for (int decision = 0; decision < space.decisions().size(); decision++) {
      int[] choices = architecture.choices();
      int own = choices[decision];
      for (int choice = 0; choice < count(decision); choice++) {
        if (choice != own) {
          choices[decision] = choice;
          neighbours.add(space.decode(choices));
        }
      }
    }
    return neighbours;
  }

  private void change(int[] choices, int decision) {
    int count = count(decision);
    if (count > 1) {
      choices[decision] = (choices[decision] + 1 + random.nextInt(count - 1)) % count;
    }
  }

  private int count(int decision) {
    return space.decisions().get(decision).choices().size();
  }
}
