# Declares the PTX text in file PTX to be of version 7.5, that of CUDA 11.5: nvcc declares its own,
# which older drivers refuse, but the kernels use nothing newer.

file(READ ${PTX} text)
string(REGEX REPLACE "\n\\.version [0-9.]+\n" "\n.version 7.5\n" text "${text}")
file(WRITE ${PTX} "${text}")
