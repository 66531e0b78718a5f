package org.jmodnas.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jmodnas.tensor.JModnasException;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.backend.Backend;

/**
 * Shares independent pieces of work out among streams over the memory of one backend. Results come
 * in the order of the pieces, whatever the number of streams.
 *
 * <p>Where calls return when their work is done, each stream has a thread. On an asynchronous
 * backend one thread keeps all of them busy: it does not wait for a piece before it begins the
 * next, and pieces may write parts of one tensor.
 */
public final class Workers implements AutoCloseable {
  private final ExecutorService executor;
  private final BlockingQueue<Backend> idle;

  /**
   * Workers over {@code backend}'s memory.
   *
   * @param threads of a backend that is not asynchronous
   * @param streams of one that is, taken in turn
   */
  public Workers(Backend backend, int threads, int streams) {
    if (threads < 1 || streams < 1) {
      throw new IllegalArgumentException(
          "There is at least 1 thread and 1 stream, got %d and %d".formatted(threads, streams));
    }
    executor =
        Executors.newFixedThreadPool(
            backend.asynchronous() ? 1 : threads,
            task -> {
              Thread thread = new Thread(task, "jmodnas-worker");
              thread.setDaemon(true);
              return thread;
            });
    int count = backend.asynchronous() ? streams : threads;
    idle = new ArrayBlockingQueue<>(count);
    for (int i = 0; i < count; i++) {
      idle.add(backend.fork());
    }
  }

  /** The results of pieces 0 … count − 1, which cost about the same; see the other map. */
  public <T> List<T> map(int count, BiFunction<Backend, Integer, T> work) {
    return map(new double[count], work);
  }

  /**
   * The results of one piece for each cost; everything a piece allocates is released with it. The
   * order of their beginning is that of a {@link Schedule}.
   *
   * @param costs what a piece takes, in any unit
   */
  public <T> List<T> map(double[] costs, BiFunction<Backend, Integer, T> work) {
    Schedule schedule = new Schedule(costs);
    List<Future<Done<T>>> futures = new ArrayList<>();
    for (int i = 0; i < costs.length; i++) {
      futures.add(executor.submit(() -> run(schedule, work)));
    }
    List<T> results = new ArrayList<>(Collections.nCopies(costs.length, null));
    for (Future<Done<T>> future : futures) {
      Done<T> done = result(future);
      results.set(done.piece, done.value);
    }
    return results;
  }

  /** Runs pieces that leave nothing but what they write, as the other map does. */
  public void run(double[] costs, BiConsumer<Backend, Integer> work) {
    map(
        costs,
        (stream, piece) -> {
          work.accept(stream, piece);
          return piece;
        });
  }

  private record Done<T>(int piece, T value) {}

  private <T> Done<T> run(Schedule schedule, BiFunction<Backend, Integer, T> work)
      throws InterruptedException {
    Backend stream = idle.take();
    int piece = schedule.begin();
    try (TensorScope scope = stream.openScope()) {
      return new Done<>(piece, work.apply(stream, piece));
    } finally {
      schedule.end(piece);
      idle.add(stream);
    }
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JModnasException("Interrupted while waiting for a worker", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new JModnasException("A worker failed", e);
    }
  }

  @Override
  public void close() {
    executor.shutdown();
    idle.forEach(Backend::close);
  }
}
