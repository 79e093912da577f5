# Writes OUTPUT, a C++ file with the migrations of FOLDER as raw strings. Run by migrations.cmake.

cmake_minimum_required(VERSION 3.25)
file(GLOB files ${FOLDER}/*.sql)
list(SORT files)
set(entries "")
foreach(path ${files})
  get_filename_component(file ${path} NAME_WE)
  if(NOT file MATCHES "^([0-9][0-9][0-9][0-9])_([a-z0-9_]+)$")
    message(FATAL_ERROR "${path} is not named NNNN_name.sql")
  endif()
  set(name ${CMAKE_MATCH_2})
  string(REGEX REPLACE "^0+" "" version ${CMAKE_MATCH_1})
  if(version IN_LIST versions)
    message(FATAL_ERROR "two migrations have the number ${version}")
  endif()
  list(APPEND versions ${version})
  file(READ ${path} text)
  string(APPEND entries "    {${version}, \"${name}\", R\"migration(${text})migration\"},\n")
endforeach()
file(WRITE ${OUTPUT} "#include \"schema/migrate.hpp\"

namespace gps::schema {
namespace {

const std::vector<Migration> kFiles{
${entries}};

}  // namespace

std::span<const Migration> embedded_migrations() {
    return kFiles;
}

}  // namespace gps::schema
")
