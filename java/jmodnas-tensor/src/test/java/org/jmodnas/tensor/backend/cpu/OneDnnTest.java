package org.jmodnas.tensor.backend.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.NativeLibrary;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

final class OneDnnTest {
  @Test
  void plansAreCompiledForOneThread() throws Exception {
    Loader.load(dnnl.class);
    NativeLibrary openMp = openMp();
    CompletableFuture<Integer> threads = new CompletableFuture<>();
    Thread fresh =
        new Thread(
            () -> {
              try (OneDnn library = new OneDnn()) {
                openMp.getFunction("omp_set_num_threads").invokeVoid(new Object[] {2});
                library.plan("first", AutoCloseable.class, () -> observe(openMp, threads));
              } catch (RuntimeException e) {
                threads.completeExceptionally(e);
              }
            });
    fresh.start();
    fresh.join();
    assertThat(threads.get()).isEqualTo(1);
  }

  private static AutoCloseable observe(NativeLibrary openMp, CompletableFuture<Integer> threads) {
    threads.complete(openMp.getFunction("omp_get_max_threads").invokeInt(new Object[0]));
    return () -> {};
  }

  private static NativeLibrary openMp() {
    String path =
        Loader.getLoadedLibraries().entrySet().stream()
            .filter(library -> library.getKey().contains("omp"))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(null);
    Assumptions.assumeTrue(path != null, "oneDNN runs without OpenMP here");
    return NativeLibrary.getInstance(path);
  }
}
