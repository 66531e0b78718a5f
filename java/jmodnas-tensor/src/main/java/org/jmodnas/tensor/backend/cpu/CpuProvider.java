package org.jmodnas.tensor.backend.cpu;

import java.util.List;
import java.util.Optional;
import org.bytedeco.dnnl.dnnl_version_t;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;
import org.jmodnas.tensor.backend.Availability;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.BackendOptions;
import org.jmodnas.tensor.backend.BackendProvider;
import org.jmodnas.tensor.backend.Capacity;
import org.jmodnas.tensor.backend.Finding;

/** The oneDNN backend; the only class that triggers the loading of native libraries. */
public final class CpuProvider implements BackendProvider {
  @Override
  public String name() {
    return "cpu";
  }

  @Override
  public int priority() {
    return 0;
  }

  @Override
  public Availability probe(String device) {
    if (!device.isEmpty()) {
      return new Availability(
          false, "there is one CPU device, not a '" + device + "'; write '" + name() + "'");
    }
    try {
      // JavaCPP would otherwise count native memory against the Java heap's limit.
      System.setProperty("org.bytedeco.javacpp.maxBytes", "0");
      System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
      Loader.load(dnnl.class);
      return new Availability(
          true, "oneDNN on " + Loader.getPlatform() + ", " + CpuKernels.description());
    } catch (LinkageError | RuntimeException e) {
      return new Availability(
          false,
          "oneDNN could not be loaded on this platform ("
              + e.getMessage()
              + "); put the dnnl natives for it on the class path");
    }
  }

  @Override
  public List<Finding> describe() {
    if (!probe("").available()) {
      return List.of();
    }
    dnnl_version_t version = dnnl.dnnl_version();
    return List.of(
        new Finding("oneDNN", version.major() + "." + version.minor() + "." + version.patch()),
        new Finding("instruction sets", CpuKernels.inventory()),
        new Finding("memory", HostMemory.description()));
  }

  @Override
  public Optional<Capacity> capacity(String device) {
    return HostMemory.capacity();
  }

  @Override
  public Backend open(String device, BackendOptions options) {
    return new CpuBackend(new MemoryPool());
  }
}
