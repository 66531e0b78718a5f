package example.chain;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.ConfigurationException;

/**
 * Four blocks one after the other, each nothing or a convolution of 1×1, 3×3 or 5×5: 256
 * architectures with strings such as {@code skip-conv3-conv5-conv1}.
 */
public final class ChainSpace implements SearchSpace {
  static final List<String> CHOICES = List.of("skip", "conv1", "conv3", "conv5");
  static final int BLOCKS = 4;

  @Override
  public String name() {
    return "chain";
  }

  @Override
  public List<Decision> decisions() {
    return IntStream.range(0, BLOCKS).mapToObj(i -> new Decision("block" + i, CHOICES)).toList();
  }

  @Override
  public long count() {
    return (long) Math.pow(CHOICES.size(), BLOCKS);
  }

  @Override
  public Architecture decode(int... choices) {
    if (choices.length != BLOCKS
        || Arrays.stream(choices).anyMatch(c -> c < 0 || c >= CHOICES.size())) {
      throw new ConfigurationException(
          "Expected %d choices 0 … %d, got '%s'"
              .formatted(BLOCKS, CHOICES.size() - 1, Arrays.toString(choices)));
    }
    String text = Arrays.stream(choices).mapToObj(CHOICES::get).collect(Collectors.joining("-"));
    return new Architecture(text, choices);
  }

  @Override
  public Architecture parse(String text) {
    int[] choices = Arrays.stream(text.split("-", -1)).mapToInt(CHOICES::indexOf).toArray();
    if (choices.length != BLOCKS || Arrays.stream(choices).anyMatch(c -> c < 0)) {
      throw new ConfigurationException(
          "Expected %d of %s joined by '-', got '%s'".formatted(BLOCKS, CHOICES, text));
    }
    return decode(choices);
  }

  /** The choices as digits of a number, the first block's the highest. */
  @Override
  public int index(Architecture architecture) {
    int index = 0;
    for (int choice : parse(architecture.toString()).choices()) {
      index = index * CHOICES.size() + choice;
    }
    return index;
  }

  @Override
  public Architecture architecture(int index) {
    if (index < 0 || index >= count()) {
      throw new ConfigurationException(
          "Expected an index 0 … %d, got '%d'".formatted(count() - 1, index));
    }
    int[] choices = new int[BLOCKS];
    int rest = index;
    for (int block = BLOCKS - 1; block >= 0; block--) {
      choices[block] = rest % CHOICES.size();
      rest /= CHOICES.size();
    }
    return decode(choices);
  }
}
