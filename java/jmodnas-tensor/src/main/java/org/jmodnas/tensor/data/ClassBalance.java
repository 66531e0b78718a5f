package org.jmodnas.tensor.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How many images each class of a data set has.
 *
 * @param names of the classes, in the order of the labels
 * @param counts images of each
 */
public record ClassBalance(List<String> names, List<Integer> counts) {
  /** So many times as many images of the most frequent class as of the rarest are worth a word. */
  private static final int UNBALANCED = 10;

  /** With fewer images the tenth of them on which fronts are evaluated may have none. */
  private static final int FEWEST = 10;

  private static final int NAMED = 5;

  /** Checks that there is a count for each of one or more names. */
  public ClassBalance {
    names = List.copyOf(names);
    counts = List.copyOf(counts);
    if (names.isEmpty() || names.size() != counts.size()) {
      throw new IllegalArgumentException(
          "%d classes have %d counts".formatted(names.size(), counts.size()));
    }
  }

  /** The balance of {@code data}. */
  public static ClassBalance of(ImageDataset data) {
    int[] counts = new int[data.classes()];
    for (int i = 0; i < data.size(); i++) {
      counts[data.label(i)]++;
    }
    List<Integer> boxed = new ArrayList<>();
    for (int count : counts) {
      boxed.add(count);
    }
    return new ClassBalance(data.classNames(), boxed);
  }

  /** Images of the most frequent class for one of the rarest; infinite if that has none. */
  public double ratio() {
    return (double) counts.get(mostFrequent()) / counts.get(rarest());
  }

  /**
   * One sentence on what a search should know: classes of which there are a tenth of the images of
   * another's, or too few to be in all parts of a split.
   */
  public Optional<String> warning() {
    if (ratio() > UNBALANCED) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "class '%s' has %,d images, '%s' %,d: the error tells little of rare classes%s",
              names.get(rarest()),
              counts.get(rarest()),
              names.get(mostFrequent()),
              counts.get(mostFrequent()),
              scarce().isEmpty() ? "" : "; " + scarceSentence()));
    }
    return scarce().isEmpty() ? Optional.empty() : Optional.of(scarceSentence());
  }

  private String scarceSentence() {
    List<String> scarce = scarce();
    int more = scarce.size() - NAMED;
    return "fewer than %d images, too few for every part of a split, have %s%s"
        .formatted(
            FEWEST,
            String.join(", ", scarce.subList(0, Math.min(NAMED, scarce.size()))),
            more > 0 ? " and " + more + " more" : "");
  }

  private List<String> scarce() {
    List<String> scarce = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (counts.get(i) < FEWEST) {
        scarce.add("'%s' (%d)".formatted(names.get(i), counts.get(i)));
      }
    }
    return scarce;
  }

  private int rarest() {
    int rarest = 0;
    for (int i = 1; i < counts.size(); i++) {
      rarest = counts.get(i) < counts.get(rarest) ? i : rarest;
    }
    return rarest;
  }

  private int mostFrequent() {
    int most = 0;
    for (int i = 1; i < counts.size(); i++) {
      most = counts.get(i) > counts.get(most) ? i : most;
    }
    return most;
  }
}
