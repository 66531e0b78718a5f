package org.jmodnas.cuda;

import java.util.Optional;

/** A machine on which everything works unless a test breaks it. */
final class FakeSystem implements CudaSystem {
  Optional<String> missing = Optional.empty();
  int initialization;
  int driver = 12060;
  int gpus = 2;
  int capability = 86;
  long cudnn = 90501;
  RuntimeException refusal;
  Error linkage;

  @Override
  public Optional<String> loadLibraries() {
    if (linkage != null) {
      throw linkage;
    }
    return missing;
  }

  @Override
  public int initialize() {
    return initialization;
  }

  @Override
  public int driverVersion() {
    return driver;
  }

  @Override
  public int gpuCount() {
    return gpus;
  }

  @Override
  public Gpu gpu(int ordinal) {
    return new Gpu("Fake " + ordinal, capability / 10, capability % 10, 8_100_000_000L);
  }

  @Override
  public long freeBytes(int ordinal) {
    return 7_900_000_000L;
  }

  @Override
  public long cublasVersion() {
    return 120604;
  }

  @Override
  public long cudnnVersion() {
    return cudnn;
  }

  @Override
  public void compileKernels(int ordinal) {
    if (refusal != null) {
      throw refusal;
    }
  }
}
