package org.jmodnas.testkit;

import org.jmodnas.tensor.random.Philox;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/** Hands {@link Seeded} tests their stream, and names the seed when they fail. */
final class SeededExtension implements ParameterResolver, TestExecutionExceptionHandler {
  static final String PROPERTY = "jmodnas.test.seed";

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == Philox.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return new Philox(seed(test), test.getUniqueId().hashCode()).split(parameter.getIndex());
  }

  @Override
  public void handleTestExecutionException(ExtensionContext test, Throwable failure)
      throws Throwable {
    if (failure instanceof TestAbortedException) {
      throw failure;
    }
    throw withSeed(seed(test), failure);
  }

  static AssertionError withSeed(long seed, Throwable failure) {
    return new AssertionError(
        "seed %d (replay with -D%s=%1$d): %s".formatted(seed, PROPERTY, failure.getMessage()),
        failure);
  }

  /** The seed of a test, drawn once for all that ask. */
  private static long seed(ExtensionContext test) {
    return test.getStore(ExtensionContext.Namespace.create(SeededExtension.class))
        .getOrComputeIfAbsent(PROPERTY, key -> chooseSeed(test), Long.class);
  }

  private static long chooseSeed(ExtensionContext test) {
    String wanted = System.getProperty(PROPERTY, "");
    if (wanted.equals("random")) {
      return System.nanoTime();
    }
    return wanted.isEmpty()
        ? (test.getRequiredTestClass().getName() + test.getRequiredTestMethod().getName())
            .hashCode()
        : Long.parseLong(wanted);
  }
}
