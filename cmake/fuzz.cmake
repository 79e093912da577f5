# Fuzzers of the parsers that strangers and offices reach; bin/fuzz builds and runs them, with clang.
option(GPS_FUZZ "Build the fuzzers; needs clang" OFF)

if(GPS_FUZZ)
  set(web tests/fuzz/web_fuzz.cpp src/base/utf8.cpp src/web/fields.cpp src/web/forms.cpp
      src/web/http.cpp src/web/intake.cpp src/web/router.cpp src/web/source.cpp)
  set(csv tests/fuzz/csv_fuzz.cpp src/base/utf8.cpp src/csv/encoding.cpp src/csv/grammar.cpp
      src/csv/lines.cpp src/csv/reader.cpp)
  set(openid tests/fuzz/openid_fuzz.cpp src/base/digest.cpp src/base/text.cpp src/base/utf8.cpp)
  foreach(part base64url claims crypto description doubt identity_rules public_keys signing_key
               strength tokens)
    list(APPEND openid src/openid/${part}.cpp)
  endforeach()
  set(passkeys tests/fuzz/passkeys_fuzz.cpp src/base/digest.cpp src/base/text.cpp src/base/utf8.cpp
      src/openid/base64url.cpp src/openid/claims.cpp src/openid/crypto.cpp
      src/passkeys/bounded.cpp src/passkeys/libfido.cpp src/passkeys/webauthn.cpp)
  add_executable(fuzz_web ${web})
  add_executable(fuzz_csv ${csv})
  target_link_libraries(fuzz_csv PRIVATE ICU::uc csv)
  add_executable(fuzz_openid ${openid})
  target_link_libraries(fuzz_openid PRIVATE Boost::json OpenSSL::Crypto PkgConfig::SODIUM fmt::fmt)
  add_executable(fuzz_passkeys ${passkeys})
  target_link_libraries(fuzz_passkeys PRIVATE Boost::json OpenSSL::Crypto PkgConfig::FIDO
                                              PkgConfig::SODIUM fmt::fmt)
  add_executable(fuzz_control ${web})
  target_compile_definitions(fuzz_control PRIVATE GPS_FUZZ_PLANTED)
  foreach(fuzzer fuzz_web fuzz_control)
    target_link_libraries(${fuzzer} PRIVATE PkgConfig::SODIUM)  # forms are wiped
  endforeach()
  foreach(fuzzer fuzz_web fuzz_csv fuzz_openid fuzz_passkeys fuzz_control)
    target_include_directories(${fuzzer} PRIVATE src)
    target_compile_options(${fuzzer} PRIVATE -fsanitize=fuzzer,address,undefined
                                             -fno-sanitize-recover=all)
    target_link_options(${fuzzer} PRIVATE -fsanitize=fuzzer,address,undefined)
  endforeach()
endif()
