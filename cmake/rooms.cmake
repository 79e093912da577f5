# A room is a folder of src/ and a static library: its sources, its compiled templates, and the
# rooms it may use. tools/tidy reads this table too, so that includes follow the same arrows.
#
#   gps_room(<name> [FROM <folder>] [USES <room>...] [TESTS_USE <room>...]
#            [LIBRARIES <imported target>...])
#
# TESTS_USE: rooms of the tests that its own tests use, beside support.
# FROM tests: a room of the tests, in that folder instead of src/.

add_library(tools_htmlc STATIC tools/cxx_text.cpp tools/htmlc/compile.cpp
                               tools/htmlc/control_flow.cpp tools/htmlc/markup.cpp)
target_include_directories(tools_htmlc PUBLIC tools)
add_executable(htmlc tools/htmlc.cpp)
target_link_libraries(htmlc PRIVATE tools_htmlc)

function(gps_room name)
  cmake_parse_arguments(ROOM "" "FROM" "USES;TESTS_USE;LIBRARIES" ${ARGN})
  if(NOT ROOM_FROM)
    set(ROOM_FROM src)
  elseif(NOT GPS_TESTS)
    return()
  endif()
  file(GLOB sources CONFIGURE_DEPENDS ${ROOM_FROM}/${name}/*.cpp)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  file(GLOB templates CONFIGURE_DEPENDS src/${name}/pages/*.html)
  foreach(template ${templates})
    get_filename_component(page ${template} NAME_WE)
    set(compiled ${CMAKE_BINARY_DIR}/pages/${name}/${page}.html.cpp)
    add_custom_command(
      OUTPUT ${compiled}
      COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_BINARY_DIR}/pages/${name}
      COMMAND htmlc ${template} ${compiled}
      DEPENDS ${template} htmlc)
    list(APPEND sources ${compiled})
  endforeach()
  list(TRANSFORM ROOM_USES PREPEND room_)
  if(sources)
    add_library(room_${name} STATIC ${sources})
    target_include_directories(room_${name} PUBLIC ${ROOM_FROM})
    target_link_libraries(room_${name} PUBLIC ${ROOM_USES} ${ROOM_LIBRARIES})
  else()
    add_library(room_${name} INTERFACE)
    target_include_directories(room_${name} INTERFACE src)
    target_link_libraries(room_${name} INTERFACE ${ROOM_USES} ${ROOM_LIBRARIES})
  endif()
  if(GPS_TESTS AND tests)
    set_property(GLOBAL APPEND PROPERTY GPS_TEST_SOURCES ${tests})
    set_property(GLOBAL APPEND PROPERTY GPS_TEST_ROOMS ${name})
    add_library(tests_${name} OBJECT ${tests})
    target_include_directories(tests_${name} PRIVATE src tests)
    target_link_libraries(tests_${name} PRIVATE room_${name} GTest::gtest)
    if(GPS_SANITIZE STREQUAL "address")
      # What is watched is the program; tests that are not are ready in half the time.
      target_compile_options(tests_${name} PRIVATE -fno-sanitize=undefined)
    endif()
    # One room's tests alone, for the one who works in it: ninja test_<room> && ./test_<room>
    add_executable(test_${name} EXCLUDE_FROM_ALL $<TARGET_OBJECTS:tests_${name}>)
    list(TRANSFORM ROOM_TESTS_USE PREPEND room_)
    target_link_libraries(test_${name} PRIVATE room_${name} ${ROOM_TESTS_USE} room_support
                                               GTest::gtest_main)
  endif()
endfunction()

if(GPS_TESTS)
  find_package(GTest REQUIRED)
endif()

gps_room(base LIBRARIES fmt::fmt spdlog::spdlog date::date date::date-tz PkgConfig::SODIUM
                        Threads::Threads)
gps_room(csv USES base LIBRARIES ICU::uc csv)
gps_room(db USES base LIBRARIES PkgConfig::PQ PkgConfig::SQLITE)
gps_room(backup USES base db LIBRARIES PkgConfig::PQ PkgConfig::SQLITE)
gps_room(schema USES base db)
include(cmake/migrations.cmake)
gps_room(html)
gps_room(web USES base html LIBRARIES Boost::headers ZLIB::ZLIB Threads::Threads)
gps_room(assets USES web)
gps_room(ui USES base html web assets)
gps_room(audit USES base db)
gps_room(inspection USES base db audit)
gps_room(mail USES base db LIBRARIES CURL::libcurl)
gps_room(openid USES base LIBRARIES Boost::json OpenSSL::Crypto CURL::libcurl)
gps_room(people USES base db LIBRARIES ICU::uc ICU::i18n)
gps_room(nir USES base db people TESTS_USE scene)
gps_room(structures USES base db people TESTS_USE scene)
gps_room(lists USES base db csv structures)
gps_room(access USES base db html web ui audit mail people structures TESTS_USE scene)
gps_room(sessions USES base html web ui structures access)
gps_room(factors USES base db html web ui audit mail people structures access TESTS_USE scene
         LIBRARIES PkgConfig::OATH PkgConfig::QRENCODE)
gps_room(passkeys USES base db html web assets ui audit people openid access factors
         TESTS_USE scene LIBRARIES PkgConfig::FIDO)
gps_room(quotas USES base db html web ui audit mail people structures access TESTS_USE scene)
gps_room(teams USES base db html web ui audit mail people structures access factors
         TESTS_USE scene)
gps_room(proconnect USES base db html web ui audit mail people structures openid access factors teams
         TESTS_USE scene)
gps_room(directory USES base db html web ui audit people structures access TESTS_USE scene)
gps_room(sharing USES base db html web ui audit people structures access quotas TESTS_USE scene)
gps_room(notices USES base db html web ui mail people structures access quotas sharing
         TESTS_USE scene)
gps_room(followup USES base db audit people access sharing notices TESTS_USE scene)
gps_room(alerts USES base db html web ui audit people structures access sharing notices followup
         TESTS_USE scene)
gps_room(files USES base db html web ui audit people structures access sharing followup
         TESTS_USE scene)
gps_room(referents USES base db html web ui audit people structures access sharing notices followup
         TESTS_USE scene)
gps_room(capacities USES base db ui audit people access sharing TESTS_USE scene)
gps_room(relays USES base db html web ui audit mail people structures access sharing notices
         followup alerts capacities TESTS_USE scene)
gps_room(proposals USES base db html web ui audit people structures access sharing capacities relays
         TESTS_USE scene followup)
gps_room(trajectory USES base html web ui people structures access sharing files)
gps_room(workloads USES base db html web ui people access TESTS_USE scene)
gps_room(caseload USES base db html web ui people structures access quotas sharing TESTS_USE scene)
gps_room(platform USES base db html web ui audit people structures lists access teams followup
         TESTS_USE scene)
gps_room(agreements USES base db html web ui audit people structures access sharing
         TESTS_USE scene)
gps_room(contact USES base db html web ui audit mail people structures access quotas sharing notices
         TESTS_USE scene)
gps_room(callbacks USES base db html web ui audit people structures access sharing notices contact
         TESTS_USE scene)
gps_room(departures USES base db html web ui audit people structures access sharing notices followup
         relays callbacks TESTS_USE scene teams)
gps_room(readings USES base db html web ui audit people structures access quotas sharing
         TESTS_USE scene)
gps_room(grants USES base db html web ui audit people structures access sharing notices followup
         TESTS_USE scene)
gps_room(emergency USES base db html web ui audit mail people structures access sharing grants
         TESTS_USE scene)
gps_room(requests USES base db html web ui audit mail people structures access sharing notices
              followup grants TESTS_USE scene)
gps_room(doors USES base db html web ui audit people nir structures access quotas sharing followup
              requests TESTS_USE scene)
gps_room(merges USES base db html web ui audit mail people structures access teams platform notices
              followup alerts capacities relays agreements grants emergency requests contact callbacks
              TESTS_USE scene)
gps_room(imports USES base db csv ui people structures lists access sharing doors audit)
gps_room(demo USES base db html web ui people structures access teams sharing followup requests doors
              mail audit csv lists)
gps_room(settings USES base mail openid web)
gps_room(commands USES base db backup schema audit inspection mail openid people nir structures lists
                       access factors teams quotas
                       ui imports demo settings)
gps_room(app USES base db html web assets ui audit mail people structures openid access sessions factors passkeys proconnect
                  teams platform directory agreements contact callbacks quotas readings
                  notices followup alerts files trajectory referents capacities relays proposals departures workloads
                  caseload grants emergency requests doors merges demo settings commands
             TESTS_USE scene)
gps_room(support FROM tests USES base db schema LIBRARIES GTest::gtest OpenSSL::Crypto)
gps_room(scene FROM tests USES base db web people structures lists access sharing followup support)
set_source_files_properties(tests/support/statement_coverage.cpp PROPERTIES
                            COMPILE_DEFINITIONS GPS_SOURCES="${CMAKE_SOURCE_DIR}/src")

add_executable(gps src/main.cpp)
target_link_libraries(gps PRIVATE room_app)
if(TARGET tests_app)
  # Tests of the command line run the program itself.
  target_compile_definitions(tests_app PRIVATE GPS_BINARY="$<TARGET_FILE:gps>")
  add_dependencies(tests_app gps)
endif()
