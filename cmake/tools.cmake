# The tools' own tests, and tidy, which checks the house rules on each run of ctest. htmlc, the
# compiler of templates, is in cmake/rooms.cmake.

add_library(tools_tidy STATIC
  tools/cxx_text.cpp tools/tidy/documents.cpp tools/tidy/functions.cpp tools/tidy/rooms.cpp
  tools/tidy/sizes.cpp tools/tidy/source.cpp tools/tidy/tables.cpp tools/tidy/words.cpp)
target_include_directories(tools_tidy PUBLIC tools)
add_executable(tidy tools/tidy.cpp)
target_link_libraries(tidy PRIVATE tools_tidy)

if(GPS_TESTS)
  add_test(NAME tidy COMMAND tidy WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  add_executable(test_tidy tools/tidy_test.cpp)
  target_link_libraries(test_tidy PRIVATE tools_tidy GTest::gtest_main)
  add_test(NAME test_tidy COMMAND test_tidy)

  set(examples "")
  foreach(page followers empty)
    set(compiled ${CMAKE_BINARY_DIR}/pages/example/${page}.html.cpp)
    add_custom_command(
      OUTPUT ${compiled}
      COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_BINARY_DIR}/pages/example
      COMMAND htmlc ${CMAKE_SOURCE_DIR}/tools/htmlc/example/${page}.html ${compiled}
      DEPENDS tools/htmlc/example/${page}.html htmlc)
    list(APPEND examples ${compiled})
  endforeach()
  add_executable(test_htmlc tools/htmlc_test.cpp ${examples})
  target_link_libraries(test_htmlc PRIVATE tools_htmlc room_html GTest::gtest_main)
  add_test(NAME test_htmlc COMMAND test_htmlc)
endif()
