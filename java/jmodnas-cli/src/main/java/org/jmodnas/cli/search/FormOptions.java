package org.jmodnas.cli.search;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that change the form of the meta-hypernetwork alone. */
final class FormOptions {
  @Option(
      names = "--hypernetwork",
      completionCandidates = MethodOptions.Presets.class,
      paramLabel = "NAME",
      description =
          "Form of the hypernetwork, standard or published, without what else a preset changes; "
              + "default that of the preset. The next three change a part of it.")
  private @Nullable String hypernetwork;

  @Option(
      names = "--preferences",
      paramLabel = "NAME[:N]",
      description =
          "How the hypernetwork reads a preference: interpolated between the points of a lattice "
              + "with N steps (10), or at the nearest of them (100); standard interpolated:10, "
              + "published nearest:100.")
  private @Nullable String preferences;

  @Option(
      names = "--embedding",
      completionCandidates = Embeddings.class,
      paramLabel = "NAME",
      description =
          "How it reads a device: standardized over the training devices, or raw as published.")
  private @Nullable String embedding;

  @Option(
      names = "--scores",
      paramLabel = "NAME[:N]",
      description =
          "Scores of its banks: dot; sine as published, which bounds them; or scaled, dot times a "
              + "learned number that begins at N (1).")
  private @Nullable String scores;

  /** How devices are read. */
  static final class Embeddings implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("standardized", "raw").iterator();
    }
  }

  /** The form, where the options are silent that of {@code preset}. */
  FormSettings settings(String preset) {
    FormSettings base = FormSettings.preset(hypernetwork == null ? preset : hypernetwork);
    return new FormSettings(
        preferences == null ? base.preferences() : preferences,
        embedding == null ? base.embedding() : embedding,
        scores == null ? base.scores() : scores);
  }
}
