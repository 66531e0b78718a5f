package org.jmodnas.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Mutations;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Seeded
final class MetricTableFuzzTest {
  private static final int FILES = 1000;

  private final NasBench201Space space = new NasBench201Space();

  @TempDir Path folder;

  @Test
  void damagedTablesAreReadOrRefused(Philox random) throws IOException {
    StringBuilder table = new StringBuilder("index,arch,a,b_ms\n");
    for (int i = 0; i < 5; i++) {
      table.append("%d,%s,%d.5,1e%d%n".formatted(i, space.architecture(i), i, i));
    }
    byte[] content = table.toString().getBytes(StandardCharsets.UTF_8);
    Path file = folder.resolve("table.csv");
    Mutations mutations = new Mutations(random);
    int refused = 0;
    for (int i = 0; i < FILES; i++) {
      Files.write(file, mutations.of(content));
      try {
        assertThat(MetricTableReader.read(file, space).devices()).isNotEmpty();
      } catch (ConfigurationException e) {
        assertThat(e).hasMessageContaining("table.csv");
        refused++;
      }
    }
    assertThat(refused).isBetween(FILES / 10, FILES - 1);
  }

  @Test
  void damagedArchitecturesAreParsedOrRefused(Philox random) {
    Mutations mutations = new Mutations(random);
    int refused = 0;
    for (int i = 0; i < 10 * FILES; i++) {
      String text = space.sample(random).toString();
      byte[] content = text.getBytes(StandardCharsets.ISO_8859_1);
      String damaged = new String(mutations.of(content), StandardCharsets.ISO_8859_1);
      try {
        assertThat(space.parse(damaged)).hasToString(damaged);
      } catch (ConfigurationException e) {
        assertThat(e).hasMessageContaining("'");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(5 * FILES);
  }
}
