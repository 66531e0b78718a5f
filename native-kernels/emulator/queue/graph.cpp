// Launching graphs: their nodes are queued as work of streams, each branch on its own, between what
// the stream of the launch had before and what it gets later.

#include "core/findings.h"
#include "core/status.h"
#include "queue/capture.h"

namespace emulator {

ExecutableGraph* instantiate(const Graph& graph) {
  auto* made = new ExecutableGraph{graph, {}, nullptr};
  for (unsigned i = 1; i < graph.branches; i++) made->branches.push_back(create_internal_stream());
  return made;
}

void destroy(ExecutableGraph* executable) {
  for (Stream* branch : executable->branches) destroy_stream(branch);
  delete executable;
}

int launch(ExecutableGraph& executable, Stream& stream) {
  if (stream.capture) return unsupported("cuGraphLaunch into a captured stream");
  if (const int refused = check_default_stream(stream)) return refused;
  count(Counter::GRAPH_LAUNCHES);
  Work begin;
  begin.what = "begin of graph";
  const OperationPointer first = submit_now(stream, begin, {executable.last});
  std::vector<OperationPointer> made;
  for (const Node& node : executable.graph.nodes) {
    std::vector<OperationPointer> before{first};
    for (const size_t earlier : node.before) before.push_back(made[earlier]);
    Stream& target = node.branch ? *executable.branches[node.branch - 1] : stream;
    made.push_back(submit_now(target, node.work, before));
  }
  Work end;
  end.what = "end of graph";
  executable.last = submit_now(stream, end, made);
  return sticky_error();
}

}  // namespace emulator
