package org.jmodnas.testkit;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.stream.Stream;
import org.jmodnas.testkit.planted.ForbiddenRandomness;
import org.jmodnas.testkit.planted.NativeCaller;
import org.jmodnas.testkit.planted.StaticState;
import org.jmodnas.testkit.planted.TerminalWriter;
import org.jmodnas.testkit.planted.VagueUtils;
import org.jmodnas.testkit.planted.first.First;
import org.jmodnas.testkit.planted.second.Second;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every rule notices a class that breaks it and lets the others pass. */
final class WallsTest {
  private static final JavaClasses PLANTED =
      new ClassFileImporter().importPackagesOf(VagueUtils.class);
  private static final Map<Class<?>, ArchRule> BROKEN_RULES =
      Map.of(
          ForbiddenRandomness.class, Walls.RANDOMNESS_COMES_FROM_PHILOX,
          ForbiddenRandomness.ByCall.class, Walls.RANDOMNESS_COMES_FROM_PHILOX,
          StaticState.class, Walls.STATIC_FIELDS_ARE_FINAL,
          VagueUtils.class, Walls.NAMES_SAY_WHAT_A_CLASS_IS,
          TerminalWriter.class, Walls.ONLY_THE_COMMAND_LINE_WRITES_TO_THE_TERMINAL,
          NativeCaller.class, Walls.ONLY_THE_CPU_BACKEND_CALLS_NATIVE_CODE,
          First.class, Walls.PACKAGES_ARE_DOCUMENTED);

  @TestFactory
  Stream<DynamicTest> plantedClassesBreakTheirRuleOnly() {
    return BROKEN_RULES.entrySet().stream()
        .map(
            planted ->
                DynamicTest.dynamicTest(
                    planted.getKey().getSimpleName(),
                    () -> assertBreaksOnly(planted.getKey(), planted.getValue())));
  }

  @Test
  void aCycleOfPackagesIsFound() {
    JavaClasses cycle = new ClassFileImporter().importClasses(First.class, Second.class);
    assertThat(Walls.PACKAGES_HAVE_NO_CYCLES.evaluate(cycle).hasViolation()).isTrue();
  }

  private static void assertBreaksOnly(Class<?> planted, ArchRule broken) {
    JavaClasses classes = PLANTED.that(equivalentTo(planted));
    for (ArchRule rule : BROKEN_RULES.values()) {
      assertThat(rule.evaluate(classes).hasViolation())
          .as(rule.getDescription())
          .isEqualTo(rule.equals(broken));
    }
  }
}
