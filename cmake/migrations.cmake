# migrations/NNNN_name.sql, embedded in the room schema: the program carries the schema it needs.

file(GLOB migrations CONFIGURE_DEPENDS migrations/*.sql)
set(embedded ${CMAKE_BINARY_DIR}/schema/migration_files.cpp)
add_custom_command(
  OUTPUT ${embedded}
  COMMAND ${CMAKE_COMMAND} -DFOLDER=${CMAKE_SOURCE_DIR}/migrations -DOUTPUT=${embedded}
          -P ${CMAKE_SOURCE_DIR}/cmake/embed_migrations.cmake
  DEPENDS ${migrations} cmake/embed_migrations.cmake)
target_sources(room_schema PRIVATE ${embedded})
