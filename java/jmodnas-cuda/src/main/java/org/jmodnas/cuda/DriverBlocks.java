package org.jmodnas.cuda;

import static jcuda.driver.JCudaDriver.cuMemAlloc;
import static jcuda.driver.JCudaDriver.cuMemFree;
import static jcuda.driver.JCudaDriver.cuMemGetInfo;

import java.util.Optional;
import jcuda.driver.CUresult;

/** Blocks of the driver, in the calling thread's context. */
final class DriverBlocks implements BlockSource {
  @Override
  public Optional<DeviceBlock> allocate(long bytes) {
    DeviceAddress address = new DeviceAddress();
    int result = cuMemAlloc(address, bytes);
    if (result == CUresult.CUDA_ERROR_OUT_OF_MEMORY) {
      return Optional.empty();
    }
    CudaFailure.check(result, "cuMemAlloc", bytes + " bytes");
    return Optional.of(new DeviceBlock(address, bytes));
  }

  @Override
  public void free(DeviceBlock block) {
    CudaFailure.check(cuMemFree(block.address()), "cuMemFree", block);
  }

  @Override
  public long free() {
    long[] free = new long[1];
    CudaFailure.check(cuMemGetInfo(free, new long[1]), "cuMemGetInfo", "");
    return free[0];
  }
}
