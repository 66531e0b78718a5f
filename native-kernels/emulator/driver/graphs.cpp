// The driver's functions for graphs, which are made by capture alone.

#include <set>

#include "driver/call.h"
#include "queue/capture.h"

namespace emulator {
namespace {

std::set<ExecutableGraph*>& executables() {
  static std::set<ExecutableGraph*>& all = *new std::set<ExecutableGraph*>;
  return all;
}

}  // namespace

EMULATOR_EXPORT int cuGraphCreate(Graph** graph, unsigned) {
  return call("cuGraphCreate", NOTHING, [&] {
    *graph = new Graph();
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuGraphDestroy(Graph* graph) {
  return call("cuGraphDestroy", NOTHING, [&] {
    delete graph;
    return SUCCESS;
  });
}

// Tells how many nodes there are; a node's handle is its number from 1 on.
EMULATOR_EXPORT int cuGraphGetNodes(Graph* graph, void** nodes, size_t* number) {
  return call("cuGraphGetNodes", NOTHING, [&] {
    const size_t all = graph->nodes.size();
    for (size_t i = 0; nodes && i < *number; i++) {
      nodes[i] = i < all ? reinterpret_cast<void*>(i + 1) : nullptr;
    }
    if (!nodes || *number > all) *number = all;
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuGraphInstantiateWithFlags(ExecutableGraph** executable, Graph* graph,
                                                unsigned long long) {
  return call("cuGraphInstantiate", ALL, [&] {
    *executable = instantiate(*graph);
    executables().insert(*executable);
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuGraphUpload(ExecutableGraph* executable, void* handle) {
  return call("cuGraphUpload", ALL, [&] {
    return executables().count(executable) && stream_of(handle) ? SUCCESS : INVALID_HANDLE;
  });
}

EMULATOR_EXPORT int cuGraphLaunch(ExecutableGraph* executable, void* handle) {
  return call("cuGraphLaunch", ALL, [&]() -> int {
    Stream* stream = stream_of(handle);
    if (!stream || !executables().count(executable)) return INVALID_HANDLE;
    return launch(*executable, *stream);
  });
}

EMULATOR_EXPORT int cuGraphExecDestroy(ExecutableGraph* executable) {
  return call("cuGraphExecDestroy", NOTHING, [&] {
    if (!executables().erase(executable)) return INVALID_HANDLE;
    destroy(executable);
    return SUCCESS;
  });
}

}  // namespace emulator
