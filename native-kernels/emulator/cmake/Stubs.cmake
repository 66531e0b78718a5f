# Makes a source file with a function for each name of a list, for those that nothing else defines
# (they are weak): it reports the call and returns that it is not supported. Without it a call of
# such a function ends the program. The file's path goes into the variable `result`.
function(emulator_stubs list result refuse)
  file(STRINGS "${list}" names)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${list}")
  set(text "#include \"core/device.h\"\n")
  foreach(name IN LISTS names)
    string(APPEND text "EMULATOR_EXPORT __attribute__((weak)) int ${name}();\n"
      "int ${name}() { return ${refuse}(\"${name}\"); }\n")
  endforeach()
  set(path "${CMAKE_CURRENT_BINARY_DIR}/${result}.cpp")
  file(CONFIGURE OUTPUT "${path}" CONTENT "${text}" @ONLY)
  set(${result} "${path}" PARENT_SCOPE)
endfunction()
