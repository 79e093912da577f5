# What pages load (style sheet, script, icon, fonts), built from the design system's package and
# embedded in room_assets. `npm ci` comes first; bin/setup runs it.

find_program(NODE node REQUIRED)
find_program(PYFTSUBSET pyftsubset REQUIRED)

set(GPS_ASSETS ${CMAKE_BINARY_DIR}/assets)
set(GPS_FONTS ${CMAKE_BINARY_DIR}/fonts)
set(GPS_ASSETS_TOOL ${CMAKE_SOURCE_DIR}/tools/assets)

add_custom_command(
  OUTPUT ${GPS_FONTS}/marianne-regular.woff2 ${GPS_FONTS}/marianne-bold.woff2
  COMMAND ${NODE} ${GPS_ASSETS_TOOL}/fonts.mjs ${GPS_FONTS}
  DEPENDS ${GPS_ASSETS_TOOL}/fonts.mjs ${CMAKE_SOURCE_DIR}/package-lock.json
  COMMENT "Cutting the fonts down to French")

# Any template may use a class, so each of them is a reason to make the style sheet again.
file(GLOB GPS_MARKUP CONFIGURE_DEPENDS src/*/pages/*.html src/ui/*.cpp src/ui/*.hpp)
file(GLOB GPS_ASSETS_SOURCES CONFIGURE_DEPENDS src/assets/*.css src/assets/*.js src/assets/*.svg
     tools/assets/*.mjs)
add_custom_command(
  OUTPUT ${GPS_ASSETS}/assets_data.cpp
  COMMAND ${NODE} ${GPS_ASSETS_TOOL}/build.mjs ${GPS_FONTS} ${GPS_ASSETS}
  DEPENDS ${GPS_MARKUP} ${GPS_ASSETS_SOURCES} ${CMAKE_SOURCE_DIR}/package-lock.json
          ${GPS_FONTS}/marianne-regular.woff2 ${GPS_FONTS}/marianne-bold.woff2
  COMMENT "Building the assets")
target_sources(room_assets PRIVATE ${GPS_ASSETS}/assets_data.cpp)

if(GPS_TESTS)
  add_test(NAME classes_of_templates_exist
           COMMAND ${NODE} ${GPS_ASSETS_TOOL}/build.mjs --strict ${GPS_FONTS} ${GPS_ASSETS}/strict)
endif()
