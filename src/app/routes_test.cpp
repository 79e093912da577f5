#include "app/routes.hpp"

#include "app/front_desk.hpp"
#include "ui/layout.hpp"
#include "web/router.hpp"

#include <gtest/gtest.h>

namespace gps::app {
namespace {

web::Paths paths() {
    web::Paths paths;
    for (const auto& route : all_routes()) paths.add(route.method, route.path, 0);
    return paths;
}

TEST(Routes, NoTwoAnswerTheSameAddress) {
    EXPECT_NO_THROW(paths());
}

TEST(Routes, WhatTheFrontDeskAnswersHidesNoPage) {
    const auto all = paths();
    for (const auto& fixed : fixed_paths()) {
        EXPECT_EQ(all.match(web::Method::Get, fixed.path).outcome, web::Paths::Outcome::NotFound)
            << fixed.path;
    }
}

TEST(Routes, EveryLinkOfTheFooterLeadsSomewhere) {
    const auto all = paths();
    for (const auto& link : ui::footer_links()) {
        EXPECT_EQ(all.match(web::Method::Get, link.href).outcome, web::Paths::Outcome::Found)
            << link.href;
    }
}

}  // namespace
}  // namespace gps::app
