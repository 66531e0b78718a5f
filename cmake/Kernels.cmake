# The CUDA kernels, where nvcc is found: target `ptx` makes kernels/kernels.ptx in the build folder,
# target `fatbin` makes kernels/kernels.fatbin, the same code assembled for the architectures of
# releases. Neither is part of the default build.

find_program(NVCC nvcc HINTS ENV CUDA_HOME ENV CUDA_PATH PATHS /usr/local/cuda PATH_SUFFIXES bin)
if(NOT NVCC)
  return()
endif()

set(KERNELS_SOURCE_DIR ${CMAKE_CURRENT_SOURCE_DIR}/kernels)
set(KERNELS_BUILD_DIR ${CMAKE_CURRENT_BINARY_DIR}/kernels)
set(KERNELS_ARCHITECTURES sm_75 sm_80 sm_86 sm_89 sm_90)
file(GLOB KERNELS_SOURCES CONFIGURE_DEPENDS ${KERNELS_SOURCE_DIR}/*.cu ${KERNELS_SOURCE_DIR}/*.cuh)
file(MAKE_DIRECTORY ${KERNELS_BUILD_DIR})

add_custom_command(
  OUTPUT ${KERNELS_BUILD_DIR}/kernels.ptx
  COMMAND ${NVCC} -ptx -arch=compute_75 -std=c++17 --fmad=true -Werror all-warnings
    -o ${KERNELS_BUILD_DIR}/kernels.ptx ${KERNELS_SOURCE_DIR}/kernels.cu
  COMMAND ${CMAKE_COMMAND} -DPTX=${KERNELS_BUILD_DIR}/kernels.ptx
    -P ${CMAKE_CURRENT_LIST_DIR}/LowerPtxVersion.cmake
  DEPENDS ${KERNELS_SOURCES} ${CMAKE_CURRENT_LIST_DIR}/LowerPtxVersion.cmake
  VERBATIM)
add_custom_target(ptx DEPENDS ${KERNELS_BUILD_DIR}/kernels.ptx)

# The text itself goes in as well, for architectures that are not in the list.
string(REPLACE ";" "," KERNELS_CODE "${KERNELS_ARCHITECTURES};compute_75")
add_custom_command(
  OUTPUT ${KERNELS_BUILD_DIR}/kernels.fatbin
  COMMAND ${NVCC} --fatbin --no-compress -gencode "arch=compute_75,code=[${KERNELS_CODE}]"
    -o ${KERNELS_BUILD_DIR}/kernels.fatbin ${KERNELS_BUILD_DIR}/kernels.ptx
  DEPENDS ${KERNELS_BUILD_DIR}/kernels.ptx
  VERBATIM)
add_custom_target(fatbin DEPENDS ${KERNELS_BUILD_DIR}/kernels.fatbin)
