# What bench/ measures with; bin/bench builds it: ninja bench_tools
add_library(bench_statements MODULE EXCLUDE_FROM_ALL bench/tools/statements.cpp)
target_link_libraries(bench_statements PRIVATE PkgConfig::PQ PkgConfig::SQLITE ${CMAKE_DL_LIBS})
add_executable(bench_sqlite_limit EXCLUDE_FROM_ALL bench/tools/sqlite_limit.cpp)
target_link_libraries(bench_sqlite_limit PRIVATE PkgConfig::SQLITE Threads::Threads)
add_executable(bench_load EXCLUDE_FROM_ALL bench/tools/load.cpp)
target_link_libraries(bench_load PRIVATE fmt::fmt Threads::Threads)
add_custom_target(bench_tools DEPENDS bench_statements bench_sqlite_limit bench_load)
