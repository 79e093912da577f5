#include "settings/settings.hpp"

#include "support/temporary_folder.hpp"

#include <algorithm>
#include <array>
#include <fstream>

#include <gtest/gtest.h>

namespace gps::settings {
namespace {

std::string refusal(const Values& values) {
    try {
        settings_from(values);
        return "";
    } catch (const SettingsError& wrong) {
        return wrong.what();
    }
}

bool refuses(const std::string& name, const std::string& value) {
    return refusal({{name, value}}).starts_with(name + " ");
}

bool takes(const std::string& name, const std::string& value) {
    return refusal({{name, value}}).empty();
}

std::filesystem::path file_of(const tests::TemporaryFolder& folder, std::string_view text) {
    auto path = folder.path() / "gps.toml";
    std::ofstream(path) << text;
    return path;
}

TEST(Settings, WithNoneGivenTheServiceIsForThisMachineOnly) {
    const auto settings = settings_from({});
    EXPECT_EQ(settings.listen.address, "127.0.0.1");
    EXPECT_EQ(settings.listen.port, 8000);
    EXPECT_EQ(settings.public_url, "http://127.0.0.1:8000");
    EXPECT_FALSE(settings.is_https);
}

TEST(Settings, ProConnectIsOfferedWholeAndByHttpsOrNotAtAll) {
    EXPECT_TRUE(settings_from({}).proconnect.issuer.empty());
    const auto with = [](const std::string& issuer, Values more) {
        more.emplace("GPS_PROCONNECT_ISSUER", issuer);
        return more;
    };
    const Values whole{{"GPS_PROCONNECT_CLIENT", "gps"}, {"GPS_PROCONNECT_KEY", "/k.pem"}};
    const auto settings = settings_from(with("https://p.example.fr/api/v2/", whole));
    EXPECT_EQ(settings.proconnect.issuer, "https://p.example.fr/api/v2");
    EXPECT_EQ(settings.proconnect.origin, "https://p.example.fr");
    EXPECT_TRUE(refusal(with("http://127.0.0.1:9000/api/v2", whole)).empty());
    for (const auto* wrong :
         {"http://p.example.fr/api/v2", "http://127.0.0.1.example.fr/api", "p.example.fr",
          "https:", "https://claire@p.example.fr/api/v2", "ftp://127.0.0.1/"})
        EXPECT_TRUE(refusal(with(wrong, whole)).starts_with("GPS_PROCONNECT_ISSUER ")) << wrong;
    const auto alone = refusal(with("https://p.example.fr/api/v2", {}));
    EXPECT_NE(alone.find("GPS_PROCONNECT_CLIENT must"), std::string::npos);
    EXPECT_NE(alone.find("GPS_PROCONNECT_KEY must"), std::string::npos);
    EXPECT_TRUE(refuses("GPS_PROCONNECT_TOKENS", "HS256")) << "a public key is no shared secret";
    EXPECT_TRUE(takes("GPS_PROCONNECT_TOKENS", "RS256"));
}

TEST(Settings, NoMailLeavesThisMachineInClearUnlessOneSaysSo) {
    const auto requires_tls = [](const Values& values) {
        return settings_from(values).smtp_requires_tls;
    };
    EXPECT_FALSE(requires_tls({{"GPS_SMTP", "smtp://127.0.0.1:2525"}}));
    EXPECT_FALSE(requires_tls({{"GPS_SMTP", "smtp://localhost:25"}}));
    EXPECT_TRUE(requires_tls({{"GPS_SMTP", "smtp://mail.example.fr:25"}}));
    EXPECT_TRUE(requires_tls({{"GPS_SMTP", "smtp://127.0.0.1.example.fr:25"}}));
    EXPECT_TRUE(requires_tls({{"GPS_SMTP_TLS", "required"}}));
    EXPECT_FALSE(requires_tls(
        {{"GPS_SMTP", "smtp://mail.example.fr:25"}, {"GPS_SMTP_TLS", "opportunistic"}}));
}

TEST(Settings, NoDataLeavesThisMachineInClearUnlessOneSaysSo) {
    for (const auto* url :
         {"postgresql://gps@127.0.0.1/gps", "postgresql://gps@localhost:5433/gps?a=b",
          "postgresql://gps@[::1]:5432/gps", "postgresql:///gps?host=/run/postgresql",
          "postgresql://gps@%2Frun%2Fpostgresql/gps", "postgresql://gps@/gps",
          "postgresql://gps@base.example.fr/gps?sslmode=verify-full",
          "postgres://gps@10.0.0.2/gps?sslmode=disable",
          "postgresql://gps:p%40ss@a.fr,b.fr:5433/gps?x=y&sslmode=verify-ca"})
        EXPECT_TRUE(takes("GPS_DATABASE", url)) << url;
    for (const auto* url :
         {"postgresql://gps@base.example.fr/gps", "postgresql://10.0.0.2:5432/gps",
          "postgresql://gps@base.example.fr/gps?sslmode=prefer",
          "postgresql://gps@base.example.fr/gps?sslmode=require",
          "postgresql://gps@127.0.0.1,base.example.fr/gps",
          "postgresql:///gps?host=base.example.fr", "postgresql:///gps?x=y&hostaddr=10.0.0.2",
          "postgresql://gps@base.example.fr?dbname=gps",
          "postgresql://gps@localhost@base.example.fr/gps", "postgresql://[2001:db8::1]/gps"})
        EXPECT_TRUE(refuses("GPS_DATABASE", url)) << url;
}

TEST(Settings, MailsComeFromTheServiceUnlessAnotherAddressIsGiven) {
    EXPECT_EQ(settings_from({}).mail_from, "gps@localhost");
    EXPECT_EQ(settings_from({{"GPS_PUBLIC_URL", "https://gps.example.fr"}}).mail_from,
              "gps@gps.example.fr");
    EXPECT_EQ(settings_from({{"GPS_MAIL_FROM", "suivi@example.fr"}}).mail_from, "suivi@example.fr");
}

TEST(Settings, WhatCannotWorkIsRefusedByItsName) {
    EXPECT_TRUE(refuses("GPS_DATABASE", "gps.db"));
    EXPECT_TRUE(refuses("GPS_DATABASE", "sqlite://relative.db"));
    EXPECT_TRUE(refuses("GPS_LISTEN", "127.0.0.1"));
    EXPECT_TRUE(refuses("GPS_LISTEN", "localhost:8000"));
    EXPECT_TRUE(refuses("GPS_LISTEN", "127.0.0.1:70000"));
    EXPECT_TRUE(refuses("GPS_PUBLIC_URL", "gps.example.fr"));
    EXPECT_TRUE(refuses("GPS_PUBLIC_URL", "https://gps.example.fr/suivis"));
    EXPECT_TRUE(refuses("GPS_PUBLIC_URL", "https://user@gps.example.fr"));
    EXPECT_TRUE(refuses("GPS_SMTP", "mail.example.fr"));
    EXPECT_TRUE(refuses("GPS_SMTP_TLS", "yes"));
    EXPECT_TRUE(refuses("GPS_SMTP_USER", "gps"));
    EXPECT_TRUE(refuses("GPS_MAIL_FROM", "gps"));
    EXPECT_TRUE(refuses("GPS_TRUSTED_PROXIES", "10.0.0.0/80"));
    EXPECT_TRUE(refuses("GPS_WORKERS", "0"));
    EXPECT_TRUE(refuses("GPS_WORKERS", "12 "));
    EXPECT_TRUE(refuses("GPS_DATABASE_CONNECTIONS", "many"));
    EXPECT_TRUE(refuses("GPS_LOG", "verbose"));
    EXPECT_TRUE(refuses("GPS_CONTACT_DPO", "the office"));
}

TEST(Settings, EveryProblemIsToldAtOnce) {
    const auto told = refusal({{"GPS_WORKERS", "0"}, {"GPS_LOG", "loud"}});
    EXPECT_NE(told.find("GPS_WORKERS"), std::string::npos);
    EXPECT_NE(told.find("GPS_LOG"), std::string::npos);
}

TEST(Settings, PlainHttpIsForThisMachineOnly) {
    EXPECT_TRUE(takes("GPS_PUBLIC_URL", "https://gps.example.fr"));
    EXPECT_TRUE(takes("GPS_PUBLIC_URL", "http://localhost:8000"));
    EXPECT_TRUE(takes("GPS_PUBLIC_URL", "http://[::1]:8000"));
    EXPECT_TRUE(refuses("GPS_PUBLIC_URL", "http://gps.example.fr"));
    EXPECT_TRUE(refuses("GPS_PUBLIC_URL", "http://127.example.fr"));
    // No public address, and an address of the network: people would come by http.
    EXPECT_TRUE(refusal({{"GPS_LISTEN", "0.0.0.0:8000"}}).starts_with("GPS_PUBLIC_URL "));
}

TEST(Settings, AddressesAreTakenApart) {
    const auto settings = settings_from({{"GPS_LISTEN", "[::1]:81"},
                                         {"GPS_PUBLIC_URL", "https://gps.example.fr/"},
                                         {"GPS_SMTP", "smtps://mail.example.fr:465/"},
                                         {"GPS_TRUSTED_PROXIES", "10.0.0.0/8, 192.0.2.1"}});
    EXPECT_EQ(settings.listen.address, "::1");
    EXPECT_EQ(settings.public_url, "https://gps.example.fr");
    EXPECT_EQ(settings.public_host, "gps.example.fr");
    EXPECT_TRUE(settings.is_https);
    EXPECT_EQ(settings.smtp_url, "smtps://mail.example.fr:465");
    EXPECT_EQ(settings.trusted_proxies, (std::vector<std::string>{"10.0.0.0/8", "192.0.2.1"}));
}

TEST(Settings, AMisspeltVariableIsRefused) {
    const std::array<const char*, 1> misspelt{"GPS_DATABAZE=sqlite:///gps.db"};
    EXPECT_THROW(from_environment(misspelt), SettingsError);
    const std::array<const char*, 1> lower_case{"GPS_log=info"};
    EXPECT_THROW(from_environment(lower_case), SettingsError);
}

TEST(Settings, TheVariablesOfTheTestsAreLeftAlone) {
    const std::array<const char*, 4> variables{"GPS_TEST_POSTGRES=x", "GPS_SHARED_DATA=y",
                                               "HOME=/root", "GPS_LOG=debug"};
    EXPECT_EQ(from_environment(variables), (Values{{"GPS_LOG", "debug"}}));
}

TEST(Settings, AFileSaysTheSameAsTheEnvironment) {
    const tests::TemporaryFolder folder;
    const auto file = file_of(folder,
                              "log = \"debug\"\nworkers = 4\n"
                              "trusted_proxies = [\"10.0.0.0/8\", \"192.0.2.1\"]\n");
    EXPECT_EQ(from_file(file), (Values{{"GPS_LOG", "debug"},
                                       {"GPS_WORKERS", "4"},
                                       {"GPS_TRUSTED_PROXIES", "10.0.0.0/8,192.0.2.1"}}));
}

TEST(Settings, AFileThatIsMissingBrokenOrMisspeltIsRefused) {
    const tests::TemporaryFolder folder;
    EXPECT_THROW(from_file(folder.path() / "none.toml"), SettingsError);
    EXPECT_THROW(from_file(file_of(folder, "log = ")), SettingsError);
    EXPECT_THROW(from_file(file_of(folder, "logs = \"debug\"")), SettingsError);
    EXPECT_THROW(from_file(file_of(folder, "GPS_LOG = \"debug\"")), SettingsError);
    EXPECT_THROW(from_file(file_of(folder, "log = true")), SettingsError);
}

TEST(Settings, SecretsAreNotShown) {
    const Values values{{"GPS_DATABASE", "postgresql://gps:hunter2@db/gps"}};
    EXPECT_EQ(settings_table(values).find("hunter2"), std::string::npos);
}

TEST(Settings, WhatACommandNeedsIsAskedForByName) {
    try {
        needed("GPS_KEYS", "");
        FAIL() << "an empty setting was taken";
    } catch (const SettingsError& wrong) {
        EXPECT_TRUE(std::string_view(wrong.what()).starts_with("GPS_KEYS is not set."));
    }
}

TEST(Settings, ThePasswordIsTheFirstLineOfItsFile) {
    const tests::TemporaryFolder folder;
    const auto path = folder.path() / "password";
    const auto settings =
        settings_from({{"GPS_SMTP_USER", "gps"}, {"GPS_SMTP_PASSWORD_FILE", path.string()}});
    EXPECT_THROW(smtp_of(settings), SettingsError);
    std::ofstream(path) << "secret\n";
    EXPECT_EQ(smtp_of(settings).password.reveal(), "secret");
}

TEST(Settings, TheDocumentIsMadeFromTheTable) {
    const auto root = std::filesystem::path(__FILE__).parent_path().parent_path().parent_path();
    std::ifstream file(root / "docs" / "settings.md");
    const std::string written{std::istreambuf_iterator<char>(file), {}};
    EXPECT_EQ(written, settings_markdown()) << "run: gps settings --markdown > docs/settings.md";
}

}  // namespace
}  // namespace gps::settings
