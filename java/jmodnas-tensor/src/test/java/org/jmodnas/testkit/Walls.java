package org.jmodnas.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What may depend on what, and what nobody may do. Every module checks these rules on itself and on
 * all that it depends on; a rule about packages that a module does not see holds there.
 */
public final class Walls {
  private static final String TENSOR = "org.jmodnas.tensor..";
  private static final String CLI = "org.jmodnas.cli..";
  private static final String CUDA = "org.jmodnas.cuda..";
  private static final String CPU_BACKEND = "org.jmodnas.tensor.backend.cpu..";

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices()
          .assignedFrom(PackageRules.onePerPackage())
          .should()
          .beFreeOfCycles()
          .because("a reader can then start anywhere and only ever read downwards")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule TENSOR_KNOWS_NOTHING_OF_NAS =
      noClasses()
          .that()
          .resideInAPackage(TENSOR)
          .should()
          .dependOnClassesThat(PackageRules.ofTheProjectOutside(TENSOR))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule NOTHING_DEPENDS_ON_THE_COMMAND_LINE =
      noClasses()
          .that()
          .resideOutsideOfPackage(CLI)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(CLI)
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule ONLY_THE_COMMAND_LINE_CHOOSES_ITS_LIBRARIES =
      noClasses()
          .that()
          .resideOutsideOfPackage(CLI)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ch.qos.logback..", "picocli..")
          .because("libraries log through SLF4J and leave the rest to the program")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule ONLY_THE_COMMAND_LINE_WRITES_TO_THE_TERMINAL =
      noClasses()
          .that()
          .resideOutsideOfPackage(CLI)
          .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule RANDOMNESS_COMES_FROM_PHILOX =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Random.class)
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(ThreadLocalRandom.class, SplittableRandom.class)
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callMethod(StrictMath.class, "random")
          .because("a run must be the same for the same seed")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule STATIC_FIELDS_ARE_FINAL =
      fields().that().areStatic().should().beFinal().allowEmptyShould(true);

  @ArchTest
  static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule PACKAGES_ARE_DOCUMENTED = PackageRules.haveANullMarkedPackageInfo();

  @ArchTest
  static final ArchRule ONLY_THE_CPU_BACKEND_CALLS_NATIVE_CODE =
      noClasses()
          .that()
          .resideOutsideOfPackage(CPU_BACKEND)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.bytedeco..", "com.sun.jna..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule ONLY_THE_CUDA_BACKEND_CALLS_JCUDA =
      noClasses()
          .that()
          .resideOutsideOfPackage(CUDA)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jcuda..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule NOTHING_COMPILES_AGAINST_THE_CUDA_BACKEND =
      noClasses()
          .that()
          .resideOutsideOfPackage(CUDA)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(CUDA)
          .because("it is found at run time, and everything else builds and runs without it")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule COMMONS_MATH_STAYS_IN_FEW_PACKAGES =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.jmodnas.space.nasbench201..",
              "org.jmodnas.stats..",
              "org.jmodnas.hardware..",
              "org.jmodnas.pareto..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.commons.math3..")
          .allowEmptyShould(true);

  private Walls() {}
}
