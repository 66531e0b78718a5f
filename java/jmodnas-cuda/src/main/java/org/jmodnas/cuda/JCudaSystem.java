package org.jmodnas.cuda;

import static jcuda.driver.JCudaDriver.cuDeviceGet;
import static jcuda.driver.JCudaDriver.cuDeviceGetAttribute;
import static jcuda.driver.JCudaDriver.cuDeviceGetCount;
import static jcuda.driver.JCudaDriver.cuDeviceGetName;
import static jcuda.driver.JCudaDriver.cuDeviceTotalMem;
import static jcuda.driver.JCudaDriver.cuDriverGetVersion;
import static jcuda.driver.JCudaDriver.cuInit;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import jcuda.driver.CUdevice;
import jcuda.driver.CUdevice_attribute;
import jcuda.jcudnn.JCudnn;

/** The machine that the program runs on. */
final class JCudaSystem implements CudaSystem {
  private static final int NAME_BYTES = 256;

  @Override
  public Optional<String> loadLibraries() {
    return JCudaNatives.failure();
  }

  @Override
  public int initialize() {
    return cuInit(0);
  }

  @Override
  public int driverVersion() {
    int[] version = new int[1];
    CudaFailure.check(cuDriverGetVersion(version), "cuDriverGetVersion", "");
    return version[0];
  }

  @Override
  public int gpuCount() {
    int[] count = new int[1];
    CudaFailure.check(cuDeviceGetCount(count), "cuDeviceGetCount", "");
    return count[0];
  }

  @Override
  public Gpu gpu(int ordinal) {
    CUdevice device = new CUdevice();
    CudaFailure.check(cuDeviceGet(device, ordinal), "cuDeviceGet", "GPU " + ordinal);
    byte[] name = new byte[NAME_BYTES];
    CudaFailure.check(cuDeviceGetName(name, name.length, device), "cuDeviceGetName", "");
    long[] bytes = new long[1];
    CudaFailure.check(cuDeviceTotalMem(bytes, device), "cuDeviceTotalMem", "");
    int length = 0;
    while (length < name.length && name[length] != 0) {
      length++;
    }
    return new Gpu(
        new String(name, 0, length, StandardCharsets.UTF_8),
        attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR),
        attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR),
        bytes[0]);
  }

  @Override
  public long cudnnVersion() {
    return JCudnn.cudnnGetVersion();
  }

  @Override
  public void compileKernels(int ordinal) {
    CudaContext.compileKernels(ordinal);
  }

  private static int attribute(CUdevice device, int attribute) {
    int[] value = new int[1];
    CudaFailure.check(
        cuDeviceGetAttribute(value, attribute, device), "cuDeviceGetAttribute", "" + attribute);
    return value[0];
  }
}
