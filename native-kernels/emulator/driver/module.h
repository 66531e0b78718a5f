// Modules and their functions.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "execution/program.h"

namespace emulator {

struct Allocation;
struct Module;

// A kernel of a module. Work that is still queued keeps the program alive.
struct Function {
  Module* module;
  std::shared_ptr<const Program> program;
  int dynamic_bytes;  // of shared memory that a launch may ask for
};

struct Module {
  int device;
  std::map<std::string, std::unique_ptr<Function>> functions;
  std::map<std::string, Allocation*> globals;
};

// Makes a module of PTX text: a CUresult, and the reason where it is no success.
int load(const std::string& text, Module** module, std::string& reason);

bool is_module(const Module* module);
bool is_function(const Function* function);

void unload(Module* module);

// Those of a device: how many there are, and their end.
size_t count_modules(int device);
void end_modules(int device);

}  // namespace emulator
