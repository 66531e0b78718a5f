package org.jmodnas.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.io.SafetensorsFile;
import org.jmodnas.tensor.io.SafetensorsFile.NamedArray;

/** Values that PyTorch computed in double precision, from a resource under {@code /golden}. */
public final class Golden {
  private final String file;
  private final Map<String, NamedArray> arrays;

  private Golden(String file, Map<String, NamedArray> arrays) {
    this.file = file;
    this.arrays = arrays;
  }

  /** Loads {@code /golden/<name>.safetensors} from the class path of the tests. */
  public static Golden load(String name) {
    String file = "/golden/" + name + ".safetensors";
    try (InputStream stream = Golden.class.getResourceAsStream(file)) {
      assertThat(stream).as(file).isNotNull();
      return new Golden(file, SafetensorsFile.parse(file, stream.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean has(String name) {
    return arrays.containsKey(name);
  }

  /** The names of all arrays, in the order of the file. */
  public Set<String> names() {
    return arrays.keySet();
  }

  public NamedArray array(String name) {
    assertThat(arrays).as(file).containsKey(name);
    return arrays.get(name);
  }

  public float[] values(String name) {
    return array(name).values();
  }

  public float scalar(String name) {
    return values(name)[0];
  }

  /** The values as integers, as labels and choices are stored. */
  public int[] integers(String name) {
    float[] values = values(name);
    int[] integers = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      integers[i] = Math.round(values[i]);
    }
    return integers;
  }

  /** The array as a tensor in the innermost scope of {@code backend}. */
  public Tensor tensor(Backend backend, String name) {
    NamedArray array = array(name);
    return backend.tensor(array.shape(), array.values());
  }

  /** Asserts that {@code actual} equals the array within |difference| ≤ tolerance·(1 + |value|). */
  public void assertMatches(String name, Tensor actual, double tolerance) {
    assertThat(actual.shape().size()).as(name).isEqualTo(array(name).shape().size());
    assertClose(name, values(name), actual.toArray(), tolerance);
  }

  /** Asserts |difference| ≤ tolerance·(1 + |expected|), naming the first index that fails. */
  public static void assertClose(String name, float[] expected, float[] actual, double tolerance) {
    assertThat(actual).as(name).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      double allowed = tolerance * (1 + Math.abs(expected[i]));
      assertThat(Math.abs((double) expected[i] - actual[i]))
          .as("%s[%d]: expected %s, got %s", name, i, expected[i], actual[i])
          .isLessThanOrEqualTo(allowed);
    }
  }
}
