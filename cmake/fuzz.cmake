# Fuzzers of the parsers that strangers reach: configure apart, with clang and -DGPS_FUZZ=ON, then
# run ./fuzz_web <corpus folder> -max_total_time=60
option(GPS_FUZZ "Build the fuzzers; needs clang" OFF)

if(GPS_FUZZ)
  add_executable(fuzz_web tests/fuzz/web_fuzz.cpp src/base/utf8.cpp src/web/fields.cpp
                          src/web/forms.cpp src/web/http.cpp src/web/intake.cpp src/web/router.cpp
                          src/web/source.cpp)
  target_include_directories(fuzz_web PRIVATE src)
  target_compile_options(fuzz_web PRIVATE -fsanitize=fuzzer,address,undefined
                                          -fno-sanitize-recover=all)
  target_link_options(fuzz_web PRIVATE -fsanitize=fuzzer,address,undefined)
endif()
