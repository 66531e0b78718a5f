package example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What others depend on: names of modules, and their versions. */
final class PackagingTest {
  private static final String UNPUBLISHED = "jmodnas-examples";

  @Test
  void modulesAreNamedAfterTheirPackages() throws IOException {
    for (Path module : Sources.modules()) {
      String folder = module.getFileName().toString();
      String name = values(module.resolve("pom.xml"), "module.name").get(0);
      assertThat(name).isEqualTo("org." + folder.replace('-', '.'));
      if (!folder.equals(UNPUBLISHED)) {
        assertThat(Sources.main(module).resolve(name.replace('.', '/'))).isDirectory();
      }
    }
    assertThat(Files.readString(Sources.ROOT.resolve("pom.xml")))
        .contains("<Automatic-Module-Name>${module.name}</Automatic-Module-Name>");
  }

  /** The Java module system refuses modules that share a package. */
  @Test
  void everyPackageIsInOneModule() throws IOException {
    Map<Path, Path> moduleOf = new HashMap<>();
    for (Path module : Sources.modules()) {
      for (Path file : Sources.files(module)) {
        Path name = Sources.main(module).relativize(file.getParent());
        Path other = moduleOf.putIfAbsent(name, module);
        assertThat(other == null || other.equals(module)).as("%s in %s", name, other).isTrue();
      }
    }
    assertThat(moduleOf).hasSizeGreaterThan(30);
  }

  @Test
  void theBomKnowsEveryPublishedModule() throws IOException {
    List<String> expected = new ArrayList<>();
    for (Path module : Sources.modules()) {
      expected.add(module.getFileName().toString());
    }
    assertThat(expected.remove(UNPUBLISHED)).isTrue();
    List<String> known = values(Sources.ROOT.resolve("java/jmodnas-bom/pom.xml"), "artifactId");
    assertThat(known.subList(2, known.size())).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static List<String> values(Path pom, String element) throws IOException {
    return Pattern.compile("<" + element + ">([^<]*)</" + element + ">")
        .matcher(Files.readString(pom))
        .results()
        .map(match -> match.group(1))
        .toList();
  }
}
