# What ctest runs. The tests written in C++ are one program, gps_tests, so that it can tell which
# SQL statement no test has run; the others drive the program from outside. They want a PostgreSQL
# server: bin/with-postgres ctest --test-dir <build>
if(NOT GPS_TESTS)
  return()
endif()

set(GPS_PROGRAM $<TARGET_FILE:gps> CACHE STRING "The gps that tests drive from outside")
set(GPS_THREAD_TESTS "" CACHE PATH "A build with GPS_SANITIZE=thread whose tests ctest runs too")

get_property(rooms GLOBAL PROPERTY GPS_TEST_ROOMS)
add_executable(gps_tests)
foreach(room ${rooms})
  target_sources(gps_tests PRIVATE $<TARGET_OBJECTS:tests_${room}>)
  target_link_libraries(gps_tests PRIVATE room_${room})
endforeach()
target_link_libraries(gps_tests PRIVATE room_scene room_support GTest::gtest_main)

add_test(NAME unit COMMAND gps_tests WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
set_tests_properties(unit PROPERTIES ENVIRONMENT GPS_STATEMENT_COVERAGE=1 TIMEOUT 1800)

if(GPS_THREAD_TESTS)
  # Of mail and openid, what runs in threads.
  set(only_mail --gtest_filter=LocalInbox*:MailDispatcher*:Outbox.Sends*)
  set(only_openid --gtest_filter=Gate*:Kept*)
  foreach(room db web mail openid)
    add_test(NAME threads_${room} COMMAND ${GPS_THREAD_TESTS}/test_${room} ${only_${room}}
             WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    set_tests_properties(threads_${room} PROPERTIES TIMEOUT 300)
  endforeach()
endif()

add_test(NAME format COMMAND ${CMAKE_SOURCE_DIR}/bin/format --check)
add_test(NAME tidy_changed COMMAND ${CMAKE_SOURCE_DIR}/bin/tidy-changed)
set_tests_properties(tidy_changed PROPERTIES TIMEOUT 600 PROCESSORS 2)

foreach(engine sqlite postgres)
  add_test(NAME http_${engine}
           COMMAND ${NODE} ${CMAKE_SOURCE_DIR}/tests/http/run.mjs ${GPS_PROGRAM} ${engine})
  add_test(NAME proconnect_${engine}
           COMMAND ${NODE} ${CMAKE_SOURCE_DIR}/tests/http/proconnect.mjs ${GPS_PROGRAM} ${engine})
  set_tests_properties(http_${engine} proconnect_${engine} PROPERTIES TIMEOUT 300)
endforeach()
add_test(NAME nodes_postgres
         COMMAND ${NODE} ${CMAKE_SOURCE_DIR}/tests/http/nodes.mjs ${GPS_PROGRAM})
set_tests_properties(nodes_postgres PROPERTIES TIMEOUT 120)
# Side by side, before the rest: they are the longest.
foreach(share 1 2)
  add_test(NAME browser_sqlite_${share}
           COMMAND ${NODE} ${CMAKE_SOURCE_DIR}/tests/browser/run.mjs ${GPS_PROGRAM} sqlite
                   ${share}/2)
endforeach()
add_test(NAME browser_postgres
         COMMAND ${NODE} ${CMAKE_SOURCE_DIR}/tests/browser/run.mjs ${GPS_PROGRAM} postgres)
set_tests_properties(browser_sqlite_1 browser_sqlite_2 browser_postgres
                     PROPERTIES TIMEOUT 1200 COST 1000)
add_test(NAME lighthouse
         COMMAND ${NODE} ${CMAKE_SOURCE_DIR}/tests/browser/lighthouse.mjs ${GPS_PROGRAM})
set_tests_properties(lighthouse PROPERTIES TIMEOUT 600)
# Beside the program tested are the tools of bench/, built with it.
add_test(NAME plans COMMAND ${NODE} ${CMAKE_SOURCE_DIR}/bench/plans.mjs
                            $<PATH:GET_PARENT_PATH,${GPS_PROGRAM}>)
set_tests_properties(plans PROPERTIES TIMEOUT 600)
add_test(NAME fuzz COMMAND ${CMAKE_SOURCE_DIR}/bin/fuzz 20)
set_tests_properties(fuzz PROPERTIES TIMEOUT 600 PROCESSORS 2)

# What docs/security.md names is there.
add_test(NAME evidence COMMAND ${NODE} ${CMAKE_SOURCE_DIR}/tests/evidence.mjs)

# What the program promises to who attacks it: bin/attack, in short. 77: a tool is not there.
function(gps_attacks name)
  add_test(NAME attacks_${name}
           COMMAND ${NODE} ${CMAKE_SOURCE_DIR}/tests/attack/run.mjs ${GPS_PROGRAM} ${ARGN})
  set_tests_properties(attacks_${name} PROPERTIES TIMEOUT 300 SKIP_RETURN_CODE 77)
endfunction()
gps_attacks(forged rights csrf headers)
gps_attacks(typed scripts sql)
gps_attacks(at_once races smuggling)
gps_attacks(timed timing slow)
set_tests_properties(attacks_timed PROPERTIES RUN_SERIAL TRUE)  # it measures

# Alone: what they measure, and the load they make, would trouble the others. 77: this machine could
# not run one of them, and the line of that one says why.
add_test(NAME campaigns
         COMMAND ${CMAKE_COMMAND} -E env GPS_PROGRAM=${GPS_PROGRAM} ${CMAKE_SOURCE_DIR}/bin/campaign)
set_tests_properties(campaigns PROPERTIES TIMEOUT 600 RUN_SERIAL TRUE SKIP_RETURN_CODE 77)
