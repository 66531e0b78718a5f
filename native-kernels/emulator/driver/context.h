// Contexts of the driver.
#pragma once

namespace emulator {

struct Context;

bool initialized();

// The thread's current context: SUCCESS, or why there is none.
int check_current_context(const char* function);

// Ends everything that lives on the device, and reports what the program did not end itself.
void end_device(bool leaks);

}  // namespace emulator
