// The driver's functions that the tests call, and those of the test interface.
#pragma once

#include <cstddef>

using DevicePointer = unsigned long long;
using Context = struct ContextHandle*;
using Stream = struct StreamHandle*;
using Event = struct EventHandle*;
using Module = struct ModuleHandle*;
using Function = struct FunctionHandle*;
using Graph = struct GraphHandle*;
using ExecutableGraph = struct ExecutableGraphHandle*;

extern "C" {
int cuInit(unsigned flags);
int cuDevicePrimaryCtxRetain(Context* context, int device);
int cuDevicePrimaryCtxRelease_v2(int device);
int cuDevicePrimaryCtxReset_v2(int device);
int cuCtxSetCurrent(Context context);
int cuCtxGetCurrent(Context* context);
int cuCtxSynchronize();
int cuCtxGetDevice(int* device);
int cuDeviceGetCount(int* number);
int cuDeviceGet(int* device, int ordinal);
int cuDeviceGetAttribute(int* value, int number, int device);
int cuGetErrorName(int status, const char** name);
int cuMemAlloc_v2(DevicePointer* to, size_t bytes);
int cuMemFree_v2(DevicePointer at);
int cuMemFreeAsync(DevicePointer at, Stream stream);
int cuMemGetInfo_v2(size_t* free, size_t* total);
int cuMemAllocHost_v2(void** to, size_t bytes);
int cuMemFreeHost(void* start);
int cuMemHostRegister_v2(void* start, size_t bytes, unsigned flags);
int cuMemHostUnregister(void* start);
int cuMemcpyHtoD_v2(DevicePointer to, const void* from, size_t bytes);
int cuMemcpyDtoH_v2(void* to, DevicePointer from, size_t bytes);
int cuMemcpyDtoD_v2(DevicePointer to, DevicePointer from, size_t bytes);
int cuMemcpyHtoDAsync_v2(DevicePointer to, const void* from, size_t bytes, Stream stream);
int cuMemcpyDtoHAsync_v2(void* to, DevicePointer from, size_t bytes, Stream stream);
int cuMemcpyDtoDAsync_v2(DevicePointer to, DevicePointer from, size_t bytes, Stream stream);
int cuMemsetD8_v2(DevicePointer at, unsigned char value, size_t count);
int cuMemsetD32_v2(DevicePointer at, unsigned value, size_t count);
int cuMemsetD32Async(DevicePointer at, unsigned value, size_t count, Stream stream);
int cuStreamCreate(Stream* stream, unsigned flags);
int cuStreamDestroy_v2(Stream stream);
int cuStreamSynchronize(Stream stream);
int cuStreamQuery(Stream stream);
int cuStreamWaitEvent(Stream stream, Event event, unsigned flags);
int cuStreamBeginCapture_v2(Stream stream, int mode);
int cuStreamEndCapture(Stream stream, Graph* graph);
int cuStreamIsCapturing(Stream stream, int* status);
int cuEventCreate(Event* event, unsigned flags);
int cuEventDestroy_v2(Event event);
int cuEventRecord(Event event, Stream stream);
int cuEventQuery(Event event);
int cuEventSynchronize(Event event);
int cuEventElapsedTime(float* milliseconds, Event start, Event end);
int cuGraphDestroy(Graph graph);
int cuGraphInstantiateWithFlags(ExecutableGraph* executable, Graph graph, unsigned long long flags);
int cuGraphLaunch(ExecutableGraph executable, Stream stream);
int cuGraphExecDestroy(ExecutableGraph executable);
int cuModuleLoadData(Module* module, const void* image);
int cuModuleLoadDataEx(Module* module, const void* image, unsigned count, int* names,
                       void** values);
int cuModuleUnload(Module module);
int cuModuleGetFunction(Function* function, Module module, const char* name);
int cuModuleGetGlobal_v2(DevicePointer* start, size_t* bytes, Module module, const char* name);
int cuFuncGetAttribute(int* value, int number, Function function);
int cuFuncSetAttribute(Function function, int number, int value);
int cuLaunchKernel(Function function, unsigned grid_x, unsigned grid_y, unsigned grid_z,
                   unsigned threads_x, unsigned threads_y, unsigned threads_z,
                   unsigned dynamic_bytes, Stream stream, void** parameters, void** extra);
int cuMipmappedArrayDestroy(void* array);

long long emulator_counter(const char* name);
long long emulator_launches(const char* kernel);
long long emulator_launching_streams(const char* kernel);
void emulator_reset_counters();
const char* emulator_reports();
int emulator_configure(const char* option, const char* value);
void emulator_clear_error();
}
