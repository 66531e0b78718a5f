package org.jmodnas.cuda;

import static jcuda.driver.JCudaDriver.cuCtxPopCurrent;
import static jcuda.driver.JCudaDriver.cuCtxPushCurrent;
import static jcuda.driver.JCudaDriver.cuDeviceGet;
import static jcuda.driver.JCudaDriver.cuDeviceGetAttribute;
import static jcuda.driver.JCudaDriver.cuDeviceGetCount;
import static jcuda.driver.JCudaDriver.cuDeviceGetName;
import static jcuda.driver.JCudaDriver.cuDevicePrimaryCtxRelease;
import static jcuda.driver.JCudaDriver.cuDevicePrimaryCtxRetain;
import static jcuda.driver.JCudaDriver.cuDeviceTotalMem;
import static jcuda.driver.JCudaDriver.cuDriverGetVersion;
import static jcuda.driver.JCudaDriver.cuInit;
import static jcuda.driver.JCudaDriver.cuMemGetInfo;
import static jcuda.jcublas.JCublas2.cublasGetProperty;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import jcuda.driver.CUcontext;
import jcuda.driver.CUdevice;
import jcuda.driver.CUdevice_attribute;
import jcuda.jcudnn.JCudnn;
import jcuda.libraryPropertyType;

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
  public long freeBytes(int ordinal) {
    String gpu = "GPU " + ordinal;
    CUdevice device = new CUdevice();
    CUcontext context = new CUcontext();
    CudaFailure.check(cuDeviceGet(device, ordinal), "cuDeviceGet", gpu);
    CudaFailure.check(cuDevicePrimaryCtxRetain(context, device), "cuDevicePrimaryCtxRetain", gpu);
    try {
      CudaFailure.check(cuCtxPushCurrent(context), "cuCtxPushCurrent", gpu);
      long[] free = new long[1];
      CudaFailure.check(cuMemGetInfo(free, new long[1]), "cuMemGetInfo", gpu);
      CudaFailure.check(cuCtxPopCurrent(context), "cuCtxPopCurrent", gpu);
      return free[0];
    } finally {
      CudaFailure.check(cuDevicePrimaryCtxRelease(device), "cuDevicePrimaryCtxRelease", gpu);
    }
  }

  @Override
  public long cublasVersion() {
    return 10000L * cublasProperty(libraryPropertyType.MAJOR_VERSION)
        + 100L * cublasProperty(libraryPropertyType.MINOR_VERSION)
        + cublasProperty(libraryPropertyType.PATCH_LEVEL);
  }

  private static int cublasProperty(int property) {
    int[] value = new int[1];
    int status = cublasGetProperty(property, value);
    if (status != 0) {
      throw DeviceLibrary.CUBLAS.failure(status, "cublasGetProperty", "", "");
    }
    return value[0];
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
