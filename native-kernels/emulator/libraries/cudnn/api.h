// The cuDNN 9 functions that are emulated: the library itself, descriptors and convolutions.
// The others are in api_layers.h.
#pragma once

#include "cudnn/types.h"

#define DNN_API extern "C" __attribute__((visibility("default")))

DNN_API size_t cudnnGetVersion();
DNN_API size_t cudnnGetMaxDeviceVersion();
DNN_API size_t cudnnGetCudartVersion();
DNN_API const char* cudnnGetErrorString(int status);
DNN_API int cudnnGetProperty(int part, int* value);
DNN_API int cudnnGraphVersionCheck();
DNN_API int cudnnOpsVersionCheck();
DNN_API int cudnnCnnVersionCheck();
DNN_API int cudnnAdvVersionCheck();

DNN_API int cudnnCreate(dnn::Handle** handle);
DNN_API int cudnnDestroy(dnn::Handle* handle);
DNN_API int cudnnSetStream(dnn::Handle* handle, void* stream);
DNN_API int cudnnGetStream(dnn::Handle* handle, void** stream);

DNN_API int cudnnCreateTensorDescriptor(dnn::Tensor** tensor);
DNN_API int cudnnDestroyTensorDescriptor(dnn::Tensor* tensor);
DNN_API int cudnnSetTensor4dDescriptor(dnn::Tensor* tensor, int format, int type, int n, int c,
                                       int h, int w);
DNN_API int cudnnSetTensor4dDescriptorEx(dnn::Tensor* tensor, int type, int n, int c, int h, int w,
                                         int n_stride, int c_stride, int h_stride, int w_stride);
DNN_API int cudnnGetTensor4dDescriptor(const dnn::Tensor* tensor, int* type, int* n, int* c,
                                       int* h, int* w, int* n_stride, int* c_stride,
                                       int* h_stride, int* w_stride);
DNN_API int cudnnSetTensorNdDescriptor(dnn::Tensor* tensor, int type, int rank, const int dims[],
                                       const int strides[]);
DNN_API int cudnnSetTensorNdDescriptorEx(dnn::Tensor* tensor, int format, int type, int rank,
                                         const int dims[]);
DNN_API int cudnnGetTensorNdDescriptor(const dnn::Tensor* tensor, int most, int* type, int* rank,
                                       int dims[], int strides[]);
DNN_API int cudnnGetTensorSizeInBytes(const dnn::Tensor* tensor, size_t* bytes);

DNN_API int cudnnCreateFilterDescriptor(dnn::Filter** filter);
DNN_API int cudnnDestroyFilterDescriptor(dnn::Filter* filter);
DNN_API int cudnnSetFilter4dDescriptor(dnn::Filter* filter, int type, int format, int k, int c,
                                       int h, int w);
DNN_API int cudnnGetFilter4dDescriptor(const dnn::Filter* filter, int* type, int* format, int* k,
                                       int* c, int* h, int* w);
DNN_API int cudnnSetFilterNdDescriptor(dnn::Filter* filter, int type, int format, int rank,
                                       const int dims[]);
DNN_API int cudnnGetFilterNdDescriptor(const dnn::Filter* filter, int most, int* type,
                                       int* format, int* rank, int dims[]);
DNN_API int cudnnGetFilterSizeInBytes(const dnn::Filter* filter, size_t* bytes);

DNN_API int cudnnCreateConvolutionDescriptor(dnn::Convolution** convolution);
DNN_API int cudnnDestroyConvolutionDescriptor(dnn::Convolution* convolution);
DNN_API int cudnnSetConvolution2dDescriptor(dnn::Convolution* convolution, int pad_h, int pad_w,
                                            int stride_h, int stride_w, int dilation_h,
                                            int dilation_w, int mode, int compute_type);
DNN_API int cudnnGetConvolution2dDescriptor(const dnn::Convolution* convolution, int* pad_h,
                                            int* pad_w, int* stride_h, int* stride_w,
                                            int* dilation_h, int* dilation_w, int* mode,
                                            int* compute_type);
DNN_API int cudnnSetConvolutionNdDescriptor(dnn::Convolution* convolution, int rank,
                                            const int pads[], const int strides[],
                                            const int dilations[], int mode, int compute_type);
DNN_API int cudnnSetConvolutionMathType(dnn::Convolution* convolution, int type);
DNN_API int cudnnGetConvolutionMathType(dnn::Convolution* convolution, int* type);
DNN_API int cudnnSetConvolutionGroupCount(dnn::Convolution* convolution, int groups);
DNN_API int cudnnGetConvolutionGroupCount(dnn::Convolution* convolution, int* groups);
DNN_API int cudnnGetConvolution2dForwardOutputDim(const dnn::Convolution* convolution,
                                                  const dnn::Tensor* x, const dnn::Filter* w,
                                                  int* n, int* c, int* h, int* width);
DNN_API int cudnnGetConvolutionNdForwardOutputDim(const dnn::Convolution* convolution,
                                                  const dnn::Tensor* x, const dnn::Filter* w,
                                                  int rank, int dims[]);

// Algorithms: how many there are, which are best, what they need.
DNN_API int cudnnGetConvolutionForwardAlgorithmMaxCount(dnn::Handle* handle, int* count);
DNN_API int cudnnGetConvolutionBackwardDataAlgorithmMaxCount(dnn::Handle* handle, int* count);
DNN_API int cudnnGetConvolutionBackwardFilterAlgorithmMaxCount(dnn::Handle* handle, int* count);
DNN_API int cudnnGetConvolutionForwardAlgorithm_v7(
    dnn::Handle* handle, const dnn::Tensor* x, const dnn::Filter* w,
    const dnn::Convolution* convolution, const dnn::Tensor* y, int requested, int* returned,
    dnn::Performance* results);
DNN_API int cudnnGetConvolutionBackwardDataAlgorithm_v7(
    dnn::Handle* handle, const dnn::Filter* w, const dnn::Tensor* dy,
    const dnn::Convolution* convolution, const dnn::Tensor* dx, int requested, int* returned,
    dnn::Performance* results);
DNN_API int cudnnGetConvolutionBackwardFilterAlgorithm_v7(
    dnn::Handle* handle, const dnn::Tensor* x, const dnn::Tensor* dy,
    const dnn::Convolution* convolution, const dnn::Filter* dw, int requested, int* returned,
    dnn::Performance* results);
DNN_API int cudnnFindConvolutionForwardAlgorithm(
    dnn::Handle* handle, const dnn::Tensor* x, const dnn::Filter* w,
    const dnn::Convolution* convolution, const dnn::Tensor* y, int requested, int* returned,
    dnn::Performance* results);
DNN_API int cudnnFindConvolutionBackwardDataAlgorithm(
    dnn::Handle* handle, const dnn::Filter* w, const dnn::Tensor* dy,
    const dnn::Convolution* convolution, const dnn::Tensor* dx, int requested, int* returned,
    dnn::Performance* results);
DNN_API int cudnnFindConvolutionBackwardFilterAlgorithm(
    dnn::Handle* handle, const dnn::Tensor* x, const dnn::Tensor* dy,
    const dnn::Convolution* convolution, const dnn::Filter* dw, int requested, int* returned,
    dnn::Performance* results);
DNN_API int cudnnFindConvolutionForwardAlgorithmEx(
    dnn::Handle* handle, const dnn::Tensor* x_descriptor, const void* x,
    const dnn::Filter* w_descriptor, const void* w, const dnn::Convolution* convolution,
    const dnn::Tensor* y_descriptor, void* y, int requested, int* returned,
    dnn::Performance* results, void* workspace, size_t workspace_bytes);
DNN_API int cudnnFindConvolutionBackwardDataAlgorithmEx(
    dnn::Handle* handle, const dnn::Filter* w_descriptor, const void* w,
    const dnn::Tensor* dy_descriptor, const void* dy, const dnn::Convolution* convolution,
    const dnn::Tensor* dx_descriptor, void* dx, int requested, int* returned,
    dnn::Performance* results, void* workspace, size_t workspace_bytes);
DNN_API int cudnnFindConvolutionBackwardFilterAlgorithmEx(
    dnn::Handle* handle, const dnn::Tensor* x_descriptor, const void* x,
    const dnn::Tensor* dy_descriptor, const void* dy, const dnn::Convolution* convolution,
    const dnn::Filter* dw_descriptor, void* dw, int requested, int* returned,
    dnn::Performance* results, void* workspace, size_t workspace_bytes);
DNN_API int cudnnGetConvolutionForwardWorkspaceSize(
    dnn::Handle* handle, const dnn::Tensor* x, const dnn::Filter* w,
    const dnn::Convolution* convolution, const dnn::Tensor* y, int algorithm, size_t* bytes);
DNN_API int cudnnGetConvolutionBackwardDataWorkspaceSize(
    dnn::Handle* handle, const dnn::Filter* w, const dnn::Tensor* dy,
    const dnn::Convolution* convolution, const dnn::Tensor* dx, int algorithm, size_t* bytes);
DNN_API int cudnnGetConvolutionBackwardFilterWorkspaceSize(
    dnn::Handle* handle, const dnn::Tensor* x, const dnn::Tensor* dy,
    const dnn::Convolution* convolution, const dnn::Filter* dw, int algorithm, size_t* bytes);

// The convolutions themselves. As all operations: result = alpha * operation + beta * result.
DNN_API int cudnnConvolutionForward(
    dnn::Handle* handle, const void* alpha, const dnn::Tensor* x_descriptor, const void* x,
    const dnn::Filter* w_descriptor, const void* w, const dnn::Convolution* convolution,
    int algorithm, void* workspace, size_t workspace_bytes, const void* beta,
    const dnn::Tensor* y_descriptor, void* y);
DNN_API int cudnnConvolutionBackwardData(
    dnn::Handle* handle, const void* alpha, const dnn::Filter* w_descriptor, const void* w,
    const dnn::Tensor* dy_descriptor, const void* dy, const dnn::Convolution* convolution,
    int algorithm, void* workspace, size_t workspace_bytes, const void* beta,
    const dnn::Tensor* dx_descriptor, void* dx);
DNN_API int cudnnConvolutionBackwardFilter(
    dnn::Handle* handle, const void* alpha, const dnn::Tensor* x_descriptor, const void* x,
    const dnn::Tensor* dy_descriptor, const void* dy, const dnn::Convolution* convolution,
    int algorithm, void* workspace, size_t workspace_bytes, const void* beta,
    const dnn::Filter* dw_descriptor, void* dw);
DNN_API int cudnnConvolutionBackwardBias(dnn::Handle* handle, const void* alpha,
                                         const dnn::Tensor* dy_descriptor, const void* dy,
                                         const void* beta, const dnn::Tensor* db_descriptor,
                                         void* db);
