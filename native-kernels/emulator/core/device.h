// The interface that the stand-in libraries use, visible outside of this library.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

#pragma GCC visibility push(default)
#include "emulated_device.h"
#pragma GCC visibility pop

#define EMULATOR_EXPORT extern "C" __attribute__((visibility("default")))
