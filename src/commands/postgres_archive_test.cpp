#include "commands/postgres_archive.hpp"

#include <gtest/gtest.h>

namespace gps::commands {
namespace {

TEST(Archive, RowsAreCountedTableByTable) {
    ArchiveCounter counter;
    for (const std::string_view line :
         {"SET x = 1;", "COPY public.persons (id) FROM stdin;", "1", "COPY 2", "\\.", "",
          "COPY public.\"mail_outbox\" (id) FROM stdin;", "\\."}) {
        counter.read(line);
    }
    const std::vector<backup::TableCount> expected{{"mail_outbox", 0}, {"persons", 2}};
    EXPECT_EQ(counter.counts(), expected);
}

}  // namespace
}  // namespace gps::commands
