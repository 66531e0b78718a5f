package org.jmodnas.cli.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jmodnas.tensor.JModnasException;
import org.jmodnas.tensor.io.FileFailure;

/**
 * Downloads a file of known length by HTTP, and goes on where an earlier download stopped (RFC
 * 9110, range requests), provided that the server still has the same file.
 */
final class Download {
  private static final int BUFFER = 1 << 16;
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int UNSATISFIABLE = 416;

  private final URI source;
  private final Duration patience;

  /** Called as bytes arrive. */
  @FunctionalInterface
  interface Progress {
    /** There were {@code before} of {@code all} bytes, and are {@code now}. */
    void advanced(long before, long now, long all);
  }

  /**
   * A download.
   *
   * @param patience how long to wait for a connection and for more bytes
   */
  Download(URI source, Duration patience) {
    this.source = source;
    this.patience = patience;
  }

  /** Where from. */
  URI source() {
    return source;
  }

  /**
   * Completes {@code part}, of which some bytes may be there.
   *
   * @param bytes the length of the whole file
   */
  void run(Path part, long bytes, Progress progress) throws InterruptedException {
    try {
      long there = Files.exists(part) ? Files.size(part) : 0;
      if (there > bytes) {
        forget(part);
        there = 0;
      }
      if (there < bytes) {
        transfer(part, there, bytes, progress);
      }
    } catch (IOException e) {
      throw new JModnasException(
          "'%s' cannot be written: %s".formatted(part, FileFailure.reason(e)), e);
    }
  }

  /** Removes {@code part} and what is known of it. */
  void forget(Path part) throws IOException {
    Files.deleteIfExists(part);
    Files.deleteIfExists(tagFile(part));
  }

  private void transfer(Path part, long there, long bytes, Progress progress)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> response = send(request(part, there));
    try (InputStream body = response.body()) {
      long start = start(response, part, there);
      long announced = response.headers().firstValueAsLong("Content-Length").orElse(bytes - start);
      if (announced != bytes - start) {
        forget(part);
        throw new JModnasException(
            "'%s' has another file: expected %d bytes, got %d. Name a mirror with '--url'"
                .formatted(source, bytes, start + announced));
      }
      copy(body, part, new Range(start, bytes), progress);
    }
  }

  private HttpRequest request(Path part, long there) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(source).timeout(patience).GET();
    if (there > 0) {
      request.header("Range", "bytes=" + there + "-");
      if (Files.exists(tagFile(part))) {
        request.header("If-Range", Files.readString(tagFile(part)));
      }
    }
    return request.build();
  }

  private HttpResponse<InputStream> send(HttpRequest request) throws InterruptedException {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(patience)
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (HttpTimeoutException e) {
      throw new JModnasException(
          "'%s' did not answer within %d s. Try again, or name a mirror with '--url'"
              .formatted(source, patience.toSeconds()),
          e);
    } catch (ConnectException e) {
      throw new JModnasException(
          "No connection to '%s'. Check the network (a proxy is named by JMODNAS_JAVA_OPTS='-Dhttps.proxyHost=… -Dhttps.proxyPort=…'), or name a mirror with '--url'"
              .formatted(source),
          e);
    } catch (IOException e) {
      throw new JModnasException(
          "The connection to '%s' failed: %s. Try again, or name a mirror with '--url'"
              .formatted(source, e),
          e);
    }
  }

  /** The first byte that {@code response} brings; what is there up to it stays. */
  private long start(HttpResponse<InputStream> response, Path part, long there) throws IOException {
    switch (response.statusCode()) {
      case OK -> {
        forget(part);
        String tag = response.headers().firstValue("ETag").orElse("");
        // A weak tag does not promise the same bytes.
        if (tag.startsWith("\"")) {
          Files.write(tagFile(part), tag.getBytes(StandardCharsets.US_ASCII));
        }
        return 0;
      }
      case PARTIAL -> {
        String range = response.headers().firstValue("Content-Range").orElse("");
        if (range.startsWith("bytes " + there + "-")) {
          return there;
        }
        forget(part);
        throw new JModnasException(
            "'%s' sent '%s', not the rest from byte %d on. What was there is removed: run the command again"
                .formatted(source, range, there));
      }
      default -> {
        if (response.statusCode() == UNSATISFIABLE) {
          forget(part);
        }
        throw new JModnasException(
            "'%s' answered with status %d. Try again later, or name a mirror with '--url'"
                .formatted(source, response.statusCode()));
      }
    }
  }

  /** From where to where bytes come. */
  private record Range(long start, long end) {}

  private void copy(InputStream body, Path part, Range range, Progress progress)
      throws IOException {
    long position = range.start;
    byte[] buffer = new byte[BUFFER];
    try (OutputStream out =
            Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        StallGuard guard = new StallGuard(body, patience)) {
      while (position < range.end) {
        int read = read(body, buffer);
        if (read < 0) {
          throw new JModnasException(
              "The download stopped after %d of %d bytes%s. Run the command again to go on"
                  .formatted(
                      position,
                      range.end,
                      guard.stalled()
                          ? ", nothing came for %d s".formatted(patience.toSeconds())
                          : ""));
        }
        guard.progressed();
        int wanted = (int) Math.min(read, range.end - position);
        out.write(buffer, 0, wanted);
        progress.advanced(position, position + wanted, range.end);
        position += wanted;
      }
    }
  }

  /** Bytes read, or −1 where there are no more, for whatever reason. */
  private static int read(InputStream body, byte[] buffer) {
    try {
      return body.read(buffer);
    } catch (IOException e) {
      return -1;
    }
  }

  private static Path tagFile(Path part) {
    return part.resolveSibling(part.getFileName() + ".etag");
  }
}
