package org.jmodnas.cli.data;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves one file on the loopback interface, well or badly. */
public final class FileServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<String> ranges = new ArrayList<>();
  private byte[] content;
  private Manner manner = Manner.WELL;

  /** How a request is answered. */
  public enum Manner {
    /** Whole, or from where the client wants. */
    WELL,
    /** The connection is cut after half of what was wanted. */
    CUT,
    /** Half is sent, and nothing more. */
    STALL,
    /** Ranges are ignored. */
    WITHOUT_RANGES,
    /** The rest is sent from another byte on than was wanted. */
    WRONG_RANGE,
    /** 404. */
    MISSING
  }

  /** A server of {@code content}. */
  public FileServer(byte[] content) throws IOException {
    this.content = content.clone();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Where the file is. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/x.tar.gz");
  }

  /** Answers so from now on. */
  public synchronized void answer(Manner next) {
    manner = next;
  }

  /** Has other content from now on. */
  public synchronized void replace(byte[] next) {
    content = next.clone();
  }

  /** The header {@code Range} of each request so far, empty where there was none. */
  public synchronized List<String> ranges() {
    return List.copyOf(ranges);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    String condition = exchange.getRequestHeaders().getFirst("If-Range");
    byte[] now;
    Manner how;
    synchronized (this) {
      ranges.add(range == null ? "" : range);
      now = content;
      how = manner;
    }
    String tag = "\"" + Arrays.hashCode(now) + "\"";
    exchange.getResponseHeaders().set("ETag", tag);
    if (how == Manner.MISSING) {
      exchange.sendResponseHeaders(404, -1);
      exchange.close();
      return;
    }
    boolean partial =
        range != null
            && how != Manner.WITHOUT_RANGES
            && (condition == null || condition.equals(tag));
    int start = partial ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
    if (partial) {
      int told = how == Manner.WRONG_RANGE ? start - 1 : start;
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes " + told + "-" + (now.length - 1) + "/" + now.length);
    }
    exchange.sendResponseHeaders(partial ? 206 : 200, now.length - start);
    send(exchange, Arrays.copyOfRange(now, start, now.length), how);
  }

  private void send(HttpExchange exchange, byte[] bytes, Manner how) throws IOException {
    boolean half = how == Manner.CUT || how == Manner.STALL;
    OutputStream body = exchange.getResponseBody();
    body.write(bytes, 0, half ? bytes.length / 2 : bytes.length);
    body.flush();
    if (how == Manner.STALL) {
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    // Closes the connection, whatever length was announced.
    exchange.close();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
