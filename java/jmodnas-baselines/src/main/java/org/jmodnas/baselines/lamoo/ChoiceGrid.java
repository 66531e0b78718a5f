package org.jmodnas.baselines.lamoo;

import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.ConfigurationException;

/** All architectures of a space, numbered by their choices with the last decision fastest. */
final class ChoiceGrid {
  /** As many sums of eight numbers as fit easily into memory. */
  private static final long MOST_ARCHITECTURES = 1 << 21;

  private final SearchSpace space;
  private final int[] alternatives;
  private final int size;

  ChoiceGrid(SearchSpace space) {
    this.space = space;
    alternatives = space.decisions().stream().mapToInt(d -> d.choices().size()).toArray();
    if (space.count() > MOST_ARCHITECTURES) {
      throw new ConfigurationException(
          "LaMOO looks at every architecture, of which there may be %d; space '%s' has '%d'; choose another method"
              .formatted(MOST_ARCHITECTURES, space.name(), space.count()));
    }
    size = Math.toIntExact(space.count());
  }

  /** The space. */
  SearchSpace space() {
    return space;
  }

  /** Number of architectures. */
  int size() {
    return size;
  }

  /** Number of decisions. */
  int decisions() {
    return alternatives.length;
  }

  /** Number of choices of a decision. */
  int alternatives(int decision) {
    return alternatives[decision];
  }

  /** The position of an architecture with these choices. */
  int position(int... choices) {
    int position = 0;
    for (int i = 0; i < choices.length; i++) {
      position = position * alternatives[i] + choices[i];
    }
    return position;
  }

  /** The position of {@code architecture}. */
  int position(Architecture architecture) {
    return position(architecture.choices());
  }

  /** The architecture at {@code position}. */
  Architecture architecture(int position) {
    return space.decode(choices(position));
  }

  /** The choices at {@code position}. */
  int[] choices(int position) {
    int[] choices = new int[alternatives.length];
    int rest = position;
    for (int i = choices.length - 1; i >= 0; i--) {
      choices[i] = rest % alternatives[i];
      rest /= alternatives[i];
    }
    return choices;
  }
}
