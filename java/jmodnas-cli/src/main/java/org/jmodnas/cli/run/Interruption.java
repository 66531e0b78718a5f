package org.jmodnas.cli.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C, or the polite kill of a container: asks what is under way to stop, and lets it finish
 * what it has to write before the process ends.
 */
public final class Interruption implements AutoCloseable {
  /** Exit status of what was interrupted, as a shell reports it: 128 + SIGINT. */
  public static final int EXIT_STATUS = 130;

  private static final long PATIENCE_MINUTES = 10;

  private final AtomicBoolean requested = new AtomicBoolean();
  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook = new Thread(this::ask, "jmodnas-interruption");

  private Interruption() {}

  /** Listens until it is closed. */
  public static Interruption listen() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** Whether what is under way is to stop. */
  public boolean isRequested() {
    return requested.get();
  }

  private void ask() {
    requested.set(true);
    try {
      done.await(PATIENCE_MINUTES, TimeUnit.MINUTES);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // The hook is what shuts down; it ends by itself now.
    }
  }
}
