#pragma once

#include "imports/import.hpp"
#include "lists/import.hpp"
#include "support/engines.hpp"

#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

// Two structures, t:1 (habilitated) and t:2 (not), on 31 March 2026, and files to import.
namespace gps::imports::tests {

class Scene : public gps::tests::OnEveryEngine {
 protected:
    void SetUp() override;

    // The rows under a header that has all the columns.
    Report professionals(const std::string& rows, bool dry_run = false);
    Report followed(const std::string& rows, bool dry_run = false);

    std::int64_t number(const std::string& sql);
    void run(const std::string& sql) { gps::tests::run_sql(db(), sql); }

    // What the last import told.
    const std::vector<Finding>& findings() const { return findings_; }
    const base::Clock& clock() const { return clock_; }
    const base::Keys& keys() const { return keys_; }

 private:
    Options options(bool dry_run);

    base::FixedClock clock_{*base::Date::from_iso("2026-03-31")};
    base::Keys keys_ = base::Keys::fresh();
    std::vector<Finding> findings_;
};

inline constexpr const char* kProfessionalsHeader =
    "E-mail;Nom;Prénom;Rôle;structure_source;structure_id\n";
inline constexpr const char* kFollowedHeader =
    "email;structure_source;structure_id;nom_naissance;prenom;date_naissance;commune;courriel;"
    "telephone;debut;role;motifs;referent;referent_certifie;referent_certifie_le;information;"
    "information_le\n";

}  // namespace gps::imports::tests
