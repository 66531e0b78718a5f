package org.jmodnas.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.Backends;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test on a backend that must leave no live memory behind. */
public abstract class BackendTest {
  protected Backend backend;
  private TensorScope scope;

  /** Opens the backend under test; the best one that works here unless overridden. */
  protected Backend open() {
    return Backends.open();
  }

  @BeforeEach
  void openBackend() {
    backend = open();
    scope = backend.openScope();
  }

  @AfterEach
  void closeBackendWithoutLeaks() {
    scope.close();
    assertThat(backend.memory().live()).as("live bytes after the test").isZero();
    backend.close();
  }
}
