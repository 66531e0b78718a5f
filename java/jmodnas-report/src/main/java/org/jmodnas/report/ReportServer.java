package org.jmodnas.report;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.jmodnas.report.analysis.RunAnalysis;
import org.jmodnas.report.data.RunFiles;
import org.jmodnas.report.html.ReportPage;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.JModnasException;

/**
 * Serves the report of a run, made anew from its files for each request, to this machine only: at
 * {@code /} the page, at {@code /version} a word that changes when the files do, by which an open
 * page knows when to load itself again. Requests whose {@code Host} is not this machine are
 * refused, so that no name that was rebound to the loopback address reads the report.
 */
public final class ReportServer implements AutoCloseable {
  private static final Pattern LOOPBACK =
      Pattern.compile("(?i)(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?");
  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int FAILED = 500;

  private final Path run;
  private final HttpServer server;
  private final ExecutorService workers;

  private ReportServer(Path run, HttpServer server) {
    this.run = run;
    this.server = server;
    this.workers = Executors.newFixedThreadPool(2);
  }

  /**
   * Starts a server.
   *
   * @param port 0 for any that is free
   * @throws ConfigurationException if {@code run} is no run, or the port is taken
   */
  public static ReportServer start(Path run, int port) {
    RunFiles.read(run);
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port);
      ReportServer started = new ReportServer(run, HttpServer.create(address, 0));
      started.server.createContext("/", started::answer);
      started.server.setExecutor(started.workers);
      started.server.start();
      return started;
    } catch (IOException e) {
      throw new ConfigurationException(
          "Port '%d' cannot be used: %s. Take another one, or 0 for any that is free"
              .formatted(port, e.getMessage()),
          e);
    }
  }

  /** Where the report is. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        respond(exchange);
      } catch (JModnasException e) {
        sendText(exchange, FAILED, e.getMessage());
      }
    }
  }

  private void respond(HttpExchange exchange) throws IOException {
    String host = exchange.getRequestHeaders().getFirst("Host");
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getPath();
    if (host == null || !LOOPBACK.matcher(host).matches()) {
      sendText(exchange, FORBIDDEN, "This report is for the machine it is on.");
    } else if (!method.equals("GET") && !method.equals("HEAD")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      sendText(exchange, METHOD_NOT_ALLOWED, "Only GET and HEAD.");
    } else if (path.equals("/version")) {
      sendText(exchange, OK, RunVersion.of(run));
    } else if (path.equals("/")) {
      sendPage(exchange);
    } else {
      sendText(exchange, NOT_FOUND, "Nothing here but / and /version.");
    }
  }

  private void sendPage(HttpExchange exchange) throws IOException {
    // Before the files are read: what changes meanwhile then counts as newer.
    String version = RunVersion.of(run);
    String tag = '"' + version + '"';
    exchange.getResponseHeaders().set("ETag", tag);
    if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
      exchange.sendResponseHeaders(NOT_MODIFIED, -1);
      return;
    }
    String html = new ReportPage(RunAnalysis.of(RunFiles.read(run))).live(version);
    send(exchange, OK, "text/html; charset=utf-8", html);
  }

  private static void sendText(HttpExchange exchange, int status, String text) throws IOException {
    send(exchange, status, "text/plain; charset=utf-8", text);
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-cache");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.getResponseHeaders().set("Cross-Origin-Resource-Policy", "same-origin");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
