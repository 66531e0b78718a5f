package org.jmodnas.report;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import org.jmodnas.testkit.MainClasses;
import org.jmodnas.testkit.Walls;

/** The walls of this module and of those below it. */
@AnalyzeClasses(packages = "org.jmodnas", importOptions = MainClasses.class)
final class ReportWallsTest {
  @ArchTest static final ArchTests WALLS = ArchTests.in(Walls.class);
}
