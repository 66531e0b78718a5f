// Contexts of the driver.
#pragma once

namespace emulator {

struct Context;

bool initialized();

bool is_device(int number);

// The thread's current context: SUCCESS, or why there is none.
int check_current_context(const char* function);

// Ends everything that lives on a device, and reports what the program did not end itself.
void end_device(int device, bool leaks);

}  // namespace emulator
