package org.jmodnas.cuda;

import java.util.List;
import java.util.Optional;
import org.jmodnas.tensor.backend.Availability;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.BackendOptions;
import org.jmodnas.tensor.backend.BackendProvider;
import org.jmodnas.tensor.backend.Capacity;
import org.jmodnas.tensor.backend.Finding;

/**
 * The CUDA backend on an NVIDIA GPU. {@link #probe} is the first to touch JCuda; without a driver,
 * it says so, and nothing else here runs.
 */
public final class CudaProvider implements BackendProvider {
  /** Below the CPU's: taken only where it is asked for, until it is proven on a real GPU. */
  private static final int PRIORITY = -1;

  @Override
  public String name() {
    return "cuda";
  }

  @Override
  public int priority() {
    return PRIORITY;
  }

  @Override
  public Availability probe(String device) {
    return CudaDiagnosis.of(new JCudaSystem(), device);
  }

  @Override
  public List<Finding> describe() {
    return new CudaFindings(new JCudaSystem()).all();
  }

  @Override
  public Optional<Capacity> capacity(String device) {
    return CudaFindings.capacity(new JCudaSystem(), device);
  }

  @Override
  public Backend open(String device, BackendOptions options) {
    return new CudaBackend(new CudaContext(CudaDiagnosis.ordinal(device), options));
  }
}
