// The cuDNN 9 functions that are emulated: everything but convolutions.
#pragma once

#include "cudnn/api.h"

DNN_API int cudnnSetTensor(dnn::Handle* handle, const dnn::Tensor* y_descriptor, void* y,
                           const void* value);
DNN_API int cudnnScaleTensor(dnn::Handle* handle, const dnn::Tensor* y_descriptor, void* y,
                             const void* alpha);
DNN_API int cudnnTransformTensor(dnn::Handle* handle, const void* alpha,
                                 const dnn::Tensor* x_descriptor, const void* x, const void* beta,
                                 const dnn::Tensor* y_descriptor, void* y);
DNN_API int cudnnAddTensor(dnn::Handle* handle, const void* alpha,
                           const dnn::Tensor* a_descriptor, const void* a, const void* beta,
                           const dnn::Tensor* c_descriptor, void* c);

DNN_API int cudnnCreateOpTensorDescriptor(dnn::PointwiseOperation** operation);
DNN_API int cudnnDestroyOpTensorDescriptor(dnn::PointwiseOperation* operation);
DNN_API int cudnnSetOpTensorDescriptor(dnn::PointwiseOperation* operation, int kind,
                                       int compute_type, int nan_propagation);
DNN_API int cudnnGetOpTensorDescriptor(const dnn::PointwiseOperation* operation, int* kind,
                                       int* compute_type, int* nan_propagation);
DNN_API int cudnnOpTensor(dnn::Handle* handle, const dnn::PointwiseOperation* operation,
                          const void* alpha1, const dnn::Tensor* a_descriptor, const void* a,
                          const void* alpha2, const dnn::Tensor* b_descriptor, const void* b,
                          const void* beta, const dnn::Tensor* c_descriptor, void* c);

DNN_API int cudnnCreateReduceTensorDescriptor(dnn::Reduction** reduction);
DNN_API int cudnnDestroyReduceTensorDescriptor(dnn::Reduction* reduction);
DNN_API int cudnnSetReduceTensorDescriptor(dnn::Reduction* reduction, int kind, int compute_type,
                                           int nan_propagation, int indices, int indices_type);
DNN_API int cudnnGetReduceTensorDescriptor(const dnn::Reduction* reduction, int* kind,
                                           int* compute_type, int* nan_propagation, int* indices,
                                           int* indices_type);
DNN_API int cudnnGetReductionIndicesSize(dnn::Handle* handle, const dnn::Reduction* reduction,
                                         const dnn::Tensor* a, const dnn::Tensor* c,
                                         size_t* bytes);
DNN_API int cudnnGetReductionWorkspaceSize(dnn::Handle* handle, const dnn::Reduction* reduction,
                                           const dnn::Tensor* a, const dnn::Tensor* c,
                                           size_t* bytes);
DNN_API int cudnnReduceTensor(dnn::Handle* handle, const dnn::Reduction* reduction, void* indices,
                              size_t indices_bytes, void* workspace, size_t workspace_bytes,
                              const void* alpha, const dnn::Tensor* a_descriptor, const void* a,
                              const void* beta, const dnn::Tensor* c_descriptor, void* c);

DNN_API int cudnnCreateActivationDescriptor(dnn::Activation** activation);
DNN_API int cudnnDestroyActivationDescriptor(dnn::Activation* activation);
DNN_API int cudnnSetActivationDescriptor(dnn::Activation* activation, int mode,
                                         int nan_propagation, double coefficient);
DNN_API int cudnnGetActivationDescriptor(const dnn::Activation* activation, int* mode,
                                         int* nan_propagation, double* coefficient);
DNN_API int cudnnActivationForward(dnn::Handle* handle, dnn::Activation* activation,
                                   const void* alpha, const dnn::Tensor* x_descriptor,
                                   const void* x, const void* beta,
                                   const dnn::Tensor* y_descriptor, void* y);
DNN_API int cudnnActivationBackward(dnn::Handle* handle, dnn::Activation* activation,
                                    const void* alpha, const dnn::Tensor* y_descriptor,
                                    const void* y, const dnn::Tensor* dy_descriptor,
                                    const void* dy, const dnn::Tensor* x_descriptor, const void* x,
                                    const void* beta, const dnn::Tensor* dx_descriptor, void* dx);

DNN_API int cudnnSoftmaxForward(dnn::Handle* handle, int algorithm, int mode, const void* alpha,
                                const dnn::Tensor* x_descriptor, const void* x, const void* beta,
                                const dnn::Tensor* y_descriptor, void* y);
DNN_API int cudnnSoftmaxBackward(dnn::Handle* handle, int algorithm, int mode, const void* alpha,
                                 const dnn::Tensor* y_descriptor, const void* y,
                                 const dnn::Tensor* dy_descriptor, const void* dy,
                                 const void* beta, const dnn::Tensor* dx_descriptor, void* dx);

DNN_API int cudnnCreatePoolingDescriptor(dnn::Pooling** pooling);
DNN_API int cudnnDestroyPoolingDescriptor(dnn::Pooling* pooling);
DNN_API int cudnnSetPooling2dDescriptor(dnn::Pooling* pooling, int mode, int nan_propagation,
                                        int window_h, int window_w, int pad_h, int pad_w,
                                        int stride_h, int stride_w);
DNN_API int cudnnGetPooling2dDescriptor(const dnn::Pooling* pooling, int* mode,
                                        int* nan_propagation, int* window_h, int* window_w,
                                        int* pad_h, int* pad_w, int* stride_h, int* stride_w);
DNN_API int cudnnGetPooling2dForwardOutputDim(const dnn::Pooling* pooling, const dnn::Tensor* x,
                                              int* n, int* c, int* h, int* w);
DNN_API int cudnnPoolingForward(dnn::Handle* handle, const dnn::Pooling* pooling,
                                const void* alpha, const dnn::Tensor* x_descriptor, const void* x,
                                const void* beta, const dnn::Tensor* y_descriptor, void* y);
DNN_API int cudnnPoolingBackward(dnn::Handle* handle, const dnn::Pooling* pooling,
                                 const void* alpha, const dnn::Tensor* y_descriptor, const void* y,
                                 const dnn::Tensor* dy_descriptor, const void* dy,
                                 const dnn::Tensor* x_descriptor, const void* x, const void* beta,
                                 const dnn::Tensor* dx_descriptor, void* dx);

DNN_API int cudnnDeriveBNTensorDescriptor(dnn::Tensor* derived, const dnn::Tensor* x, int mode);
DNN_API int cudnnBatchNormalizationForwardTraining(
    dnn::Handle* handle, int mode, const void* alpha, const void* beta,
    const dnn::Tensor* x_descriptor, const void* x, const dnn::Tensor* y_descriptor, void* y,
    const dnn::Tensor* parameters, const void* scale, const void* bias, double averaging,
    void* running_mean, void* running_variance, double epsilon, void* saved_mean,
    void* saved_inverse_deviation);
DNN_API int cudnnBatchNormalizationForwardInference(
    dnn::Handle* handle, int mode, const void* alpha, const void* beta,
    const dnn::Tensor* x_descriptor, const void* x, const dnn::Tensor* y_descriptor, void* y,
    const dnn::Tensor* parameters, const void* scale, const void* bias, const void* mean,
    const void* variance, double epsilon);
DNN_API int cudnnBatchNormalizationBackward(
    dnn::Handle* handle, int mode, const void* alpha_data, const void* beta_data,
    const void* alpha_parameters, const void* beta_parameters, const dnn::Tensor* x_descriptor,
    const void* x, const dnn::Tensor* dy_descriptor, const void* dy,
    const dnn::Tensor* dx_descriptor, void* dx, const dnn::Tensor* parameters, const void* scale,
    void* dscale, void* dbias, double epsilon, const void* saved_mean,
    const void* saved_inverse_deviation);
