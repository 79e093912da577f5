#include "structures/doubles.hpp"

#include <gtest/gtest.h>

using namespace gps::structures;

namespace {

Candidate agency(std::int64_t id, std::string source, std::string name) {
    return {.id = {id}, .source = std::move(source), .kind = "FT", .name = std::move(name)};
}

std::vector<ProbableDouble> pair(std::int64_t first, std::int64_t second, Likeness why) {
    return {{.first = {first}, .second = {second}, .why = why}};
}

}  // namespace

TEST(Doubles, OneAgencyUnderTwoSignsIsProposed) {
    const std::vector<Candidate> department{
        agency(7, "a", "Agence Pôle emploi HEM"), agency(3, "b", "France Travail - Hem"),
        agency(4, "b", "France Travail - Roubaix 1"), agency(5, "a", "59 - Pôle emploi Roubaix 2")};
    EXPECT_EQ(probable_doubles(department), pair(3, 7, Likeness::Name));
}

TEST(Doubles, TwoTownsAreTwoPlaces) {
    std::vector<Candidate> department{agency(1, "a", "Antenne Centre"),
                                      agency(2, "b", "Antenne Centre")};
    department[0].city_key = "nimes";
    EXPECT_EQ(probable_doubles(department).size(), 1U);
    department[1].city_key = "ales";
    EXPECT_TRUE(probable_doubles(department).empty());
}

TEST(Doubles, TheSignAloneSaysNothing) {
    EXPECT_TRUE(probable_doubles(std::vector<Candidate>{agency(1, "a", "Pôle emploi"),
                                                        agency(2, "b", "France Travail")})
                    .empty());
}

TEST(Doubles, OneAddressOrOnePhoneInTwoListsIsProposed) {
    std::vector<Candidate> department{agency(1, "a", "Le Phare"), agency(2, "b", "Le Port")};
    for (auto& place : department) place.phone = "0199000001";
    EXPECT_EQ(probable_doubles(department), pair(1, 2, Likeness::Phone));
    department[0].address = "12, av. de la Gare";
    department[1].address = "12 AVENUE DE LA GARE";
    for (auto& place : department) place.postcode = "30000";
    EXPECT_EQ(probable_doubles(department), pair(1, 2, Likeness::Address));
}

TEST(Doubles, TwoServicesOfOneListAreNone) {
    std::vector<Candidate> department{agency(1, "a", "Le Phare"), agency(2, "a", "Le Port")};
    for (auto& place : department) place.phone = "0199000001";
    EXPECT_TRUE(probable_doubles(department).empty());
    department[1].name = "LE PHARE";
    EXPECT_EQ(probable_doubles(department), pair(1, 2, Likeness::Name));
}

TEST(Doubles, TwoKindsAreTwoStructures) {
    std::vector<Candidate> department{agency(1, "a", "Le Phare"), agency(2, "b", "Le Phare")};
    department[1].kind = "CHRS";
    EXPECT_TRUE(probable_doubles(department).empty());
}

TEST(Doubles, WhatManyShareSaysNothing) {
    std::vector<Candidate> department;
    for (std::int64_t i = 1; i <= 50; ++i) {
        department.push_back(agency(i, "list " + std::to_string(i), "Permanence sociale"));
    }
    EXPECT_TRUE(probable_doubles(department).empty());
}
