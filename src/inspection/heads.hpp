#pragma once

#include "audit/head_file.hpp"
#include "inspection/stretch.hpp"

// The heads of the database, one after the other, beside the file of those that were exported.
namespace gps::inspection {

class HeadsWalk {
 public:
    // `purge`: the last one.
    HeadsWalk(const HeadKeys& keys, std::optional<Purge> purge,
              const std::optional<std::filesystem::path>& file);

    void check(const Head& head);
    // Once the last one was checked.
    void finish();

    [[nodiscard]] TrailCheck found() const { return found_; }
    [[nodiscard]] std::vector<Mark> marks() const { return marks_; }

 private:
    void check_order(const Head& head);
    void check_with_file(const Head& head);
    void read_line();
    void pass_lines_before(std::int64_t number);
    void wrong(Wrong what, std::int64_t number);

    const HeadKeys* keys_;
    std::optional<Purge> purge_;
    std::optional<audit::HeadFileReader> file_;
    std::optional<Head> exported_;  // the line of the file to come
    std::optional<Head> passed_;    // the one before
    std::optional<Head> last_;
    bool has_proof_ = false;  // of the purge
    TrailCheck found_;
    std::vector<Mark> marks_;
};

}  // namespace gps::inspection
