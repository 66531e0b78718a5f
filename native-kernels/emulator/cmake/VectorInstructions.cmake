# Options for vector instructions that the machine at hand has, in `vector_options`. What is built
# runs here, in tests.
include(CheckCXXSourceRuns)
check_cxx_source_runs("
  int main() {
    return __builtin_cpu_supports(\"avx2\") && __builtin_cpu_supports(\"fma\") ? 0 : 1;
  }" EMULATOR_HAS_AVX2)
set(vector_options "")
if(EMULATOR_HAS_AVX2)
  set(vector_options -mavx2 -mfma)
endif()
