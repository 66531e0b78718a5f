package org.jmodnas.tensor.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.io.SafetensorsFile.NamedArray;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Mutations;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SafetensorsFuzzTest {
  private static final int FILES = 20_000;

  @TempDir Path folder;

  @Seeded
  @Test
  void damagedFilesAreReadOrRefused(Philox random) throws IOException {
    Path file = folder.resolve("x.safetensors");
    Map<String, NamedArray> arrays = new LinkedHashMap<>();
    arrays.put("weight", new NamedArray(Shape.of(2, 3), new float[6]));
    arrays.put("bias", new NamedArray(Shape.of(2), new float[2]));
    SafetensorsFile.write(file, arrays);
    byte[] content = Files.readAllBytes(file);
    Mutations mutations = new Mutations(random);
    int refused = 0;
    for (int i = 0; i < FILES; i++) {
      try {
        SafetensorsFile.parse("x", mutations.of(content))
            .forEach((name, array) -> assertThat(array.shape().size()).isPositive());
      } catch (ConfigurationException e) {
        assertThat(e).hasMessageContaining("'x'");
        refused++;
      }
    }
    assertThat(refused).isBetween(FILES / 10, FILES - 1);
  }
}
