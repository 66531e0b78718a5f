# Compiles the kernels once more, for one instruction set, into the namespace of its name.
function(jmodnas_instruction_set library name)
  add_library(${library}_${name} OBJECT cpu/pooling.cpp cpu/winograd.cpp)
  jmodnas_warnings(${library}_${name})
  target_compile_definitions(${library}_${name} PRIVATE JMODNAS_ISA=${name})
  target_compile_options(${library}_${name} PRIVATE -O3 -ffp-contract=fast ${ARGN})
  target_sources(${library} PRIVATE $<TARGET_OBJECTS:${library}_${name}>)
endfunction()
