package org.jmodnas.cli.data;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Closes a stream from which nothing has come for some time, so that its reader does not wait. */
final class StallGuard implements AutoCloseable {
  private static final int CHECKS = 4;

  private final InputStream stream;
  private final Duration patience;
  private final AtomicLong latest = new AtomicLong(System.nanoTime());
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "jmodnas-download-watch");
            thread.setDaemon(true);
            return thread;
          });
  private final ScheduledFuture<?> checks;

  StallGuard(InputStream stream, Duration patience) {
    this.stream = stream;
    this.patience = patience;
    long period = patience.toMillis() / CHECKS;
    this.checks = watch.scheduleAtFixedRate(this::check, period, period, TimeUnit.MILLISECONDS);
  }

  /** Something has come. */
  void progressed() {
    latest.set(System.nanoTime());
  }

  /** Whether nothing has come for so long that the stream was closed. */
  boolean stalled() {
    return System.nanoTime() - latest.get() > patience.toNanos();
  }

  private void check() {
    if (stalled()) {
      try {
        stream.close();
      } catch (IOException e) {
        // The reader learns of it by its own exception.
        checks.cancel(false);
      }
    }
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }
}
