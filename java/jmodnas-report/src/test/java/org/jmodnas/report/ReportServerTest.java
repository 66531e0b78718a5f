package org.jmodnas.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jmodnas.tensor.ConfigurationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server of a report as other programs see it. */
final class ReportServerTest {
  @TempDir private Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private Path run;
  private ReportServer server;

  @BeforeEach
  void start() {
    run =
        new SyntheticRun(List.of("raspi4"), List.of("latency"), false)
            .writeRunning(folder.resolve("run"));
    server = ReportServer.start(run, 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void listensOnThisMachineOnly() {
    assertThat(server.address().getHost()).isEqualTo("127.0.0.1");
  }

  @Test
  void givesAFreshPageThatMayAskItsOwnServer() throws Exception {
    HttpResponse<String> page = send("GET", "/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
    assertThat(page.body()).contains("Not there yet", "connect-src 'self'");
    new SyntheticRun(List.of("raspi4"), List.of("latency"), false).writeFinished(run);
    assertThat(send("GET", "/").body()).doesNotContain("Not there yet");
  }

  @Test
  void theVersionChangesWithTheFiles() throws Exception {
    String version = send("GET", "/version").body();
    assertThat(send("GET", "/version").body()).isEqualTo(version);
    String tag = send("GET", "/").headers().firstValue("ETag").orElseThrow();
    assertThat(tag).isEqualTo('"' + version + '"');
    assertThat(conditional(tag).statusCode()).isEqualTo(304);
    Files.writeString(run.resolve("similarity.csv"), "metric,device,other,rho\n");
    assertThat(send("GET", "/version").body()).isNotEqualTo(version);
    assertThat(conditional(tag).statusCode()).isEqualTo(200);
    String later = send("GET", "/version").body();
    Files.writeString(run.resolve("report.html"), "not one of the files that it shows");
    assertThat(send("GET", "/version").body()).isEqualTo(later);
  }

  @Test
  void refusesOtherPathsAndMethods() throws Exception {
    assertThat(send("GET", "/front.csv").statusCode()).isEqualTo(404);
    assertThat(send("GET", "/../front.csv").statusCode()).isEqualTo(404);
    HttpResponse<String> posted = send("POST", "/");
    assertThat(posted.statusCode()).isEqualTo(405);
    assertThat(posted.headers().firstValue("Allow")).hasValue("GET, HEAD");
    HttpResponse<String> head = send("HEAD", "/");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }

  @Test
  void refusesNamesThatAreNotThisMachine() throws IOException {
    assertThat(statusFor("rebound.example")).startsWith("HTTP/1.1 403");
    assertThat(statusFor("127.0.0.1.example:80")).startsWith("HTTP/1.1 403");
    assertThat(statusFor("LOCALHOST:" + server.address().getPort())).startsWith("HTTP/1.1 200");
    assertThat(statusFor("[::1]")).startsWith("HTTP/1.1 200");
  }

  @Test
  void saysWhenTheRunIsGone() throws Exception {
    try (Stream<Path> files = Files.list(run)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    HttpResponse<String> page = send("GET", "/");
    assertThat(page.statusCode()).isEqualTo(500);
    assertThat(page.body()).contains("is no folder of a run");
    Files.delete(run);
    assertThat(send("GET", "/version").body()).contains("cannot be listed");
  }

  @Test
  void aPortThatIsTakenIsNamed() {
    int taken = server.address().getPort();
    assertThatThrownBy(() -> ReportServer.start(run, taken))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'" + taken + "'");
  }

  private HttpResponse<String> send(String method, String path) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    return client.send(
        HttpRequest.newBuilder(address).method(method, HttpRequest.BodyPublishers.noBody()).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> conditional(String tag) throws Exception {
    return client.send(
        HttpRequest.newBuilder(server.address()).header("If-None-Match", tag).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** The first line of the answer to a request with this Host. */
  private String statusFor(String host) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.address().getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("GET /version HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().findFirst().orElse("");
    }
  }
}
