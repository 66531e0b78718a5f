// Modules: parsed, their variables allocated, their kernels decoded.

#include "driver/module.h"

#include <algorithm>
#include <cstring>
#include <set>

#include "core/current_device.h"
#include "core/device.h"
#include "core/status.h"
#include "driver/limits.h"
#include "memory/allocation.h"
#include "ptx/decoder.h"
#include "ptx/lexer.h"
#include "ptx/parser.h"

namespace emulator {
namespace {

struct Loaded {
  std::set<Module*> modules;
  std::set<const Function*> functions;
};

Loaded& loaded() {
  static Loaded& all = *new Loaded();
  return all;
}

std::string version_text(unsigned version) {
  return std::to_string(version / 10) + "." + std::to_string(version % 10);
}

int check_versions(const ptx::Module& source, std::string& reason) {
  if (source.version > MOST_PTX_VERSION) {
    reason = "the text is PTX " + version_text(source.version) + ", the driver knows up to " +
             version_text(MOST_PTX_VERSION);
    return UNSUPPORTED_PTX_VERSION;
  }
  if (source.target > COMPUTE_CAPABILITY) {
    reason = "the text is for sm_" + std::to_string(source.target) + ", the device is sm_" +
             std::to_string(COMPUTE_CAPABILITY);
    return NO_BINARY_FOR_GPU;
  }
  return SUCCESS;
}

// Variables without initial value are zero.
Allocation* make_global(const ptx::Variable& variable) {
  Allocation* made = allocate(std::max<size_t>(variable.bytes, 1), Place::MODULE);
  if (!made) return nullptr;
  std::memset(made->start, 0, variable.bytes);
  std::memcpy(made->start, variable.initial.data(), variable.initial.size());
  made->mark_written(0, variable.bytes);
  return made;
}

int make_globals(const ptx::Module& source, Module& module, ptx::Symbols& symbols) {
  for (const ptx::Variable& variable : source.globals) {
    Allocation* made = make_global(variable);
    if (!made) return OUT_OF_MEMORY;
    module.globals[variable.name] = made;
    symbols[variable.name] = {Space::GLOBAL, reinterpret_cast<uint64_t>(made->start)};
  }
  return SUCCESS;
}

void make_functions(const ptx::Module& source, Module& module, const ptx::Symbols& symbols) {
  for (const ptx::Entry& entry : source.entries) {
    auto program = std::make_shared<const Program>(ptx::decode(source, entry, symbols));
    const int rest = SHARED_BYTES - static_cast<int>(program->shared_bytes);
    module.functions[entry.name].reset(new Function{&module, program, rest});
  }
}

void free_globals(const Module& module) {
  for (const auto& global : module.globals) release(global.second->start, Place::MODULE);
}

}  // namespace

int load(const std::string& text, Module** module, std::string& reason) {
  auto made = std::make_unique<Module>();
  made->device = current_device();
  int status;
  try {
    const ptx::Module source = ptx::parse(text);
    ptx::Symbols symbols;
    status = check_versions(source, reason);
    if (!status) status = make_globals(source, *made, symbols);
    if (!status) make_functions(source, *made, symbols);
  } catch (const std::exception& error) {
    reason = error.what();
    status = INVALID_PTX;
  }
  if (status) {
    free_globals(*made);
    return status;
  }
  for (const auto& function : made->functions) loaded().functions.insert(function.second.get());
  loaded().modules.insert(made.get());
  count(Counter::LIVE_MODULES);
  *module = made.release();
  return SUCCESS;
}

bool is_module(const Module* module) {
  return loaded().modules.count(const_cast<Module*>(module)) > 0;
}

bool is_function(const Function* function) { return loaded().functions.count(function) > 0; }

void unload(Module* module) {
  for (const auto& function : module->functions) loaded().functions.erase(function.second.get());
  free_globals(*module);
  loaded().modules.erase(module);
  count(Counter::LIVE_MODULES, -1);
  delete module;
}

size_t count_modules(int device) {
  const auto& all = loaded().modules;
  return static_cast<size_t>(std::count_if(
      all.begin(), all.end(), [=](const Module* module) { return module->device == device; }));
}

void end_modules(int device) {
  const std::set<Module*> all = loaded().modules;
  for (Module* module : all) {
    if (module->device == device) unload(module);
  }
}

}  // namespace emulator
