// Results of the emulated driver (CUresult) that the libraries tell apart; waiting for a stream.
#pragma once

namespace library {

enum DriverStatus : int {
  DRIVER_SUCCESS = 0,
  DRIVER_OUT_OF_MEMORY = 2,
  DRIVER_ILLEGAL_ADDRESS = 700,
  DRIVER_NOT_SUPPORTED = 801,
};

}  // namespace library

extern "C" int cuStreamSynchronize(void* stream);
