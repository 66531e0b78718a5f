// Asking for algorithms and workspace sizes.

#include <algorithm>

#include "common/text.h"
#include "cudnn/algorithms.h"
#include "cudnn/api.h"
#include "cudnn/handle.h"
#include "cudnn/memory.h"

using library::text;

namespace dnn {
namespace {

int get_count(const char* function, Handle* handle, Direction direction, int* count) {
  Rules rules(function);
  if (rules.object(handle, "handle").pointer(count, "count").broken()) return rules.refused();
  *count = algorithm_count(direction);
  return SUCCESS;
}

// A question about algorithms: the shape in the order of the forward pass.
struct Question {
  const char* function;
  Direction direction;
  Handle* handle;
  const Tensor* x;
  const Filter* w;
  const Convolution* how;
  const Tensor* y;
};

int get_workspace(const Question& question, int algorithm, size_t* bytes) {
  Rules rules(question.function);
  rules.object(question.handle, "handle").pointer(bytes, "sizeInBytes");
  const ConvolutionShape shape =
      shape_of(&rules, question.x, question.w, question.how, question.y);
  rules.parameter(algorithm >= 0 && algorithm < algorithm_count(question.direction),
                  text("no such algorithm: %d", algorithm));
  if (rules.broken()) return rules.refused();
  const char* reason = why_unsupported(question.direction, algorithm, shape);
  if (reason) {
    return rules.supported(false, text("algorithm %d: %s", algorithm, reason)).refused();
  }
  *bytes = workspace_bytes(question.direction, algorithm, shape);
  return SUCCESS;
}

// Where the answers go, and as many as fit.
struct Answers {
  int requested;
  int* returned;
  Performance* results;
};

// Fills in the answers. `measure` says the time of the algorithms that can be tried, or why not.
template <class Measure>
int answer(const Question& question, const Answers& answers, Measure measure) {
  Rules rules(question.function);
  rules.object(question.handle, "handle");
  const ConvolutionShape shape =
      shape_of(&rules, question.x, question.w, question.how, question.y);
  rules.parameter(answers.requested > 0, text("%d algorithms requested", answers.requested));
  rules.pointer(answers.returned, "returnedAlgoCount").pointer(answers.results, "perfResults");
  if (rules.broken()) return rules.refused();
  std::vector<Performance> all = rank_algorithms(question.direction, shape);
  if (const int status = measure(&all)) return status;
  *answers.returned = std::min(answers.requested, static_cast<int>(all.size()));
  std::copy(all.begin(), all.begin() + *answers.returned, answers.results);
  return SUCCESS;
}

int recommend(const Question& question, const Answers& answers) {
  return answer(question, answers, [](std::vector<Performance>*) { return SUCCESS; });
}

// Tries take no time here; the times say only which is faster.
void set_times(std::vector<Performance>* all) {
  float time = 0;
  for (Performance& one : *all) {
    if (one.status == SUCCESS) one.time = time += 0.125f;
  }
}

int try_all(const Question& question, const Answers& answers) {
  return answer(question, answers, [&](std::vector<Performance>* all) {
    set_times(all);
    return wait(*question.handle);
  });
}

// The memory that algorithms are tried in; the result is overwritten.
struct TrialMemory {
  float* result;
  size_t elements;
  void* workspace;
  size_t bytes;
};

int try_all_in(const Question& question, const Answers& answers, const TrialMemory& memory) {
  return answer(question, answers, [&](std::vector<Performance>* all) -> int {
    for (Performance& one : *all) {
      if (one.status == SUCCESS && one.memory > memory.bytes) one.status = ALLOC_FAILED;
    }
    set_times(all);
    std::stable_partition(all->begin(), all->end(),
                          [](const Performance& one) { return one.status == SUCCESS; });
    const int status = submit(*question.handle, question.function, [memory] {
      return scribble(memory.workspace, memory.bytes) &&
             scribble(memory.result, memory.elements * sizeof(float));
    });
    return status ? status : wait(*question.handle);
  });
}

size_t extent(const Tensor* tensor) {
  return library::live<Tensor>().has(tensor) && tensor->rank != UNSET ? tensor->extent() : 0;
}

size_t extent(const Filter* filter) {
  return library::live<Filter>().has(filter) && filter->rank != UNSET ? filter->elements() : 0;
}

}  // namespace
}  // namespace dnn

using namespace dnn;

int cudnnGetConvolutionForwardAlgorithmMaxCount(Handle* handle, int* count) {
  return get_count(__func__, handle, Direction::FORWARD, count);
}

int cudnnGetConvolutionBackwardDataAlgorithmMaxCount(Handle* handle, int* count) {
  return get_count(__func__, handle, Direction::BACKWARD_DATA, count);
}

int cudnnGetConvolutionBackwardFilterAlgorithmMaxCount(Handle* handle, int* count) {
  return get_count(__func__, handle, Direction::BACKWARD_FILTER, count);
}

int cudnnGetConvolutionForwardAlgorithm_v7(Handle* handle, const Tensor* x, const Filter* w,
                                           const Convolution* how, const Tensor* y, int requested,
                                           int* returned, Performance* results) {
  return recommend({__func__, Direction::FORWARD, handle, x, w, how, y},
                   {requested, returned, results});
}

int cudnnGetConvolutionBackwardDataAlgorithm_v7(Handle* handle, const Filter* w, const Tensor* dy,
                                                const Convolution* how, const Tensor* dx,
                                                int requested, int* returned,
                                                Performance* results) {
  return recommend({__func__, Direction::BACKWARD_DATA, handle, dx, w, how, dy},
                   {requested, returned, results});
}

int cudnnGetConvolutionBackwardFilterAlgorithm_v7(Handle* handle, const Tensor* x,
                                                  const Tensor* dy, const Convolution* how,
                                                  const Filter* dw, int requested, int* returned,
                                                  Performance* results) {
  return recommend({__func__, Direction::BACKWARD_FILTER, handle, x, dw, how, dy},
                   {requested, returned, results});
}

int cudnnFindConvolutionForwardAlgorithm(Handle* handle, const Tensor* x, const Filter* w,
                                         const Convolution* how, const Tensor* y, int requested,
                                         int* returned, Performance* results) {
  return try_all({__func__, Direction::FORWARD, handle, x, w, how, y},
                 {requested, returned, results});
}

int cudnnFindConvolutionBackwardDataAlgorithm(Handle* handle, const Filter* w, const Tensor* dy,
                                              const Convolution* how, const Tensor* dx,
                                              int requested, int* returned, Performance* results) {
  return try_all({__func__, Direction::BACKWARD_DATA, handle, dx, w, how, dy},
                 {requested, returned, results});
}

int cudnnFindConvolutionBackwardFilterAlgorithm(Handle* handle, const Tensor* x, const Tensor* dy,
                                                const Convolution* how, const Filter* dw,
                                                int requested, int* returned,
                                                Performance* results) {
  return try_all({__func__, Direction::BACKWARD_FILTER, handle, x, dw, how, dy},
                 {requested, returned, results});
}

int cudnnFindConvolutionForwardAlgorithmEx(Handle* handle, const Tensor* x, const void*,
                                           const Filter* w, const void*, const Convolution* how,
                                           const Tensor* y, void* y_data, int requested,
                                           int* returned, Performance* results, void* workspace,
                                           size_t bytes) {
  return try_all_in({__func__, Direction::FORWARD, handle, x, w, how, y},
                    {requested, returned, results},
                    {static_cast<float*>(y_data), extent(y), workspace, bytes});
}

int cudnnFindConvolutionBackwardDataAlgorithmEx(Handle* handle, const Filter* w, const void*,
                                                const Tensor* dy, const void*,
                                                const Convolution* how, const Tensor* dx,
                                                void* dx_data, int requested, int* returned,
                                                Performance* results, void* workspace,
                                                size_t bytes) {
  return try_all_in({__func__, Direction::BACKWARD_DATA, handle, dx, w, how, dy},
                    {requested, returned, results},
                    {static_cast<float*>(dx_data), extent(dx), workspace, bytes});
}

int cudnnFindConvolutionBackwardFilterAlgorithmEx(Handle* handle, const Tensor* x, const void*,
                                                  const Tensor* dy, const void*,
                                                  const Convolution* how, const Filter* dw,
                                                  void* dw_data, int requested, int* returned,
                                                  Performance* results, void* workspace,
                                                  size_t bytes) {
  return try_all_in({__func__, Direction::BACKWARD_FILTER, handle, x, dw, how, dy},
                    {requested, returned, results},
                    {static_cast<float*>(dw_data), extent(dw), workspace, bytes});
}

int cudnnGetConvolutionForwardWorkspaceSize(Handle* handle, const Tensor* x, const Filter* w,
                                            const Convolution* how, const Tensor* y, int algorithm,
                                            size_t* bytes) {
  return get_workspace({__func__, Direction::FORWARD, handle, x, w, how, y}, algorithm, bytes);
}

int cudnnGetConvolutionBackwardDataWorkspaceSize(Handle* handle, const Filter* w, const Tensor* dy,
                                                 const Convolution* how, const Tensor* dx,
                                                 int algorithm, size_t* bytes) {
  return get_workspace({__func__, Direction::BACKWARD_DATA, handle, dx, w, how, dy}, algorithm,
                       bytes);
}

int cudnnGetConvolutionBackwardFilterWorkspaceSize(Handle* handle, const Tensor* x,
                                                   const Tensor* dy, const Convolution* how,
                                                   const Filter* dw, int algorithm,
                                                   size_t* bytes) {
  return get_workspace({__func__, Direction::BACKWARD_FILTER, handle, x, dw, how, dy}, algorithm,
                       bytes);
}
