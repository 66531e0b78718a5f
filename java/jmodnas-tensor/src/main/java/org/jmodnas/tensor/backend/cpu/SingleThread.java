package org.jmodnas.tensor.backend.cpu;

import com.sun.jna.NativeLibrary;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;

/**
 * Keeps oneDNN's OpenMP on the calling thread. OpenMP counts threads per calling thread, so each
 * stream of work asks for itself; without it every stream would start a team of its own.
 */
final class SingleThread {
  private SingleThread() {}

  /** Limits primitives that the calling thread executes to one thread. */
  static void require() {
    Loader.load(dnnl.class);
    openMp()
        .ifPresent(
            path ->
                NativeLibrary.getInstance(path)
                    .getFunction("omp_set_num_threads")
                    .invokeVoid(new Object[] {1}));
  }

  /** Path of the OpenMP runtime that oneDNN was loaded with. */
  private static Optional<String> openMp() {
    return Loader.getLoadedLibraries().entrySet().stream()
        .filter(library -> library.getKey().contains("omp"))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
