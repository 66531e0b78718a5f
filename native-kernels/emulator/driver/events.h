// Events of the driver.
#pragma once

namespace emulator {

// Ends all events.
void end_events();

}  // namespace emulator
