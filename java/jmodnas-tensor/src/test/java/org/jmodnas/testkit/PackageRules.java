package org.jmodnas.testkit;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.jspecify.annotations.NullMarked;

/** Conditions on packages that ArchUnit has no word for. */
final class PackageRules {
  private PackageRules() {}

  /** Classes of the project that lie outside {@code packageIdentifier}. */
  static DescribedPredicate<JavaClass> ofTheProjectOutside(String packageIdentifier) {
    return resideInAPackage("org.jmodnas..").and(resideOutsideOfPackage(packageIdentifier));
  }

  /** A slice per package of the project. */
  static SliceAssignment onePerPackage() {
    return new SliceAssignment() {
      @Override
      public String getDescription() {
        return "packages of the project";
      }

      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith("org.jmodnas.")) {
          return SliceIdentifier.ignore();
        }
        return SliceIdentifier.of(name);
      }
    };
  }

  /** Every package has a {@code package-info}, whose annotation keeps it in the class files. */
  static ArchRule haveANullMarkedPackageInfo() {
    return classes()
        .should(
            new ArchCondition<JavaClass>("lie in a package with a @NullMarked package-info") {
              @Override
              public void check(JavaClass item, ConditionEvents events) {
                events.add(
                    new SimpleConditionEvent(
                        item,
                        item.getPackage().isAnnotatedWith(NullMarked.class),
                        item.getPackageName() + " has no such package-info: " + item.getName()));
              }
            })
        .allowEmptyShould(true);
  }
}
