package org.jmodnas.cli.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.jmodnas.cli.config.ConfigKey;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

final class SearchKeysTest {
  private static final Set<String> NO_KEYS = Set.of("--output", "--config", "--set");

  @Test
  void everyOptionHasOneKeyAndEveryPartOfTheNetwork() {
    CommandSpec search = CommandSpec.forAnnotatedObject(new SearchCommand());
    List<OptionSpec> options =
        search.options().stream().filter(o -> !NO_KEYS.contains(o.longestName())).toList();
    List<OptionSpec> keyed =
        SearchKeys.of(search).all().stream()
            .filter(key -> !key.path().startsWith("network."))
            .map(ConfigKey::option)
            .toList();
    assertThat(keyed)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            options.stream().filter(o -> !o.longestName().equals("--network")).toList());
    assertThat(
            SearchKeys.of(search).all().stream()
                .filter(key -> key.option().longestName().equals("--network"))
                .map(ConfigKey::path)
                .toList())
        .containsExactly(
            "network.cells",
            "network.channels",
            "network.image",
            "network.image-channels",
            "network.classes");
  }
}
