package example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Java in the documents is that of the examples. */
final class DocumentsTest {
  @ParameterizedTest
  @CsvSource({
    "README.md, FirstSearch.java, first-search",
    "README.md, Bookkeeping.java, bookkeeping",
    "docs/how-to/use-as-a-library.md, FirstSearch.java, first-search",
    "docs/how-to/use-as-a-library.md, OwnTrainingLoop.java, own-loop",
    "docs/how-to/use-as-a-library.md, OwnObjective.java, own-objective",
    "docs/how-to/add-a-search-space.md, chain/ChainSearch.java, own-space"
  })
  void partsAreShownAsTheyAre(String document, String source, String part) throws IOException {
    assertThat(Marked.document(document)).contains(Marked.part(source, part));
  }

  @ParameterizedTest
  @CsvSource({
    "docs/how-to/your-own-objective.md, Depth.java",
    "docs/how-to/add-a-search-space.md, chain/ChainSpace.java",
    "docs/how-to/add-a-search-space.md, chain/ChainSupernet.java"
  })
  void classesAreShownAsTheyAre(String document, String source) throws IOException {
    assertThat(Marked.document(document)).contains(Marked.whole(source));
  }
}
