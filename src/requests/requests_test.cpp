#include "requests/requests.hpp"

#include "scene/scene.hpp"

namespace gps::requests {
namespace {

using scene::Acting;

class Requests : public scene::Scene {
 protected:
    void asks(const access::Viewer& who, const base::PublicId& person) {
        const auto id = id_of(person);
        write(who, [&](const Acting& acting) {
            ask(acting, id, "DURAND Jeanne", part(today()));
            return true;
        });
    }
    // Why `viewer` cannot accept it; "" when they did.
    std::string why_not_accepted(const access::Viewer& viewer, const base::PublicId& request) {
        const auto accepted = write(viewer, [&](const Acting& acting) {
            return accept(acting, WaitsFor::Contributors, request);
        });
        return accepted ? "" : std::string(accepted.error().message);
    }
};

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(Requests);

TEST_P(Requests, ARequestIsAskedAnsweredAndItsStateSeen) {
    const auto alice = agency("alice@x.fr");
    const auto marie = person(alice, "DURAND");
    const auto chloe = association("chloe@x.fr");
    for (const bool accepts : {false, true}) {
        asks(chloe, marie);
        const auto waiting =
            read([&](db::Transaction& tx) { return received(tx, alice, WaitsFor::Contributors); });
        ASSERT_EQ(waiting.size(), 1u);
        EXPECT_EQ(waiting[0].person_name, "DURAND Jeanne");
        const auto id = waiting[0].id;
        EXPECT_FALSE(write(chloe, [&](const Acting& acting) {
            return accept(acting, WaitsFor::Contributors, id);
        })) << "nobody answers their own request";
        EXPECT_FALSE(write(mission("x@x.fr"), [&](const Acting& acting) {
            return accept(acting, WaitsFor::Contributors, id);
        })) << "nor a stranger";
        if (accepts) {
            ASSERT_TRUE(write(alice, [&](const Acting& acting) {
                return accept(acting, WaitsFor::Contributors, id);
            }));
        } else {
            EXPECT_EQ(write(alice,
                            [&](const Acting& acting) {
                                return refuse(acting, WaitsFor::Contributors, id, "x");
                            })
                          .error()
                          .message,
                      "requests.refusal_required");
            ASSERT_TRUE(write(alice, [&](const Acting& acting) {
                return refuse(acting, WaitsFor::Contributors, id, "PERSONNE_REFUSE");
            }));
        }
        EXPECT_FALSE(write(alice, [&](const Acting& acting) {
            return accept(acting, WaitsFor::Contributors, id);
        })) << "answered once";
    }
    const auto mine = read([&](db::Transaction& tx) { return sent(tx, chloe); });
    ASSERT_EQ(mine.size(), 2u);
    EXPECT_EQ(mine[0].state, RequestState::Accepted);
    EXPECT_EQ(mine[1].state, RequestState::Refused);
    EXPECT_EQ(file(chloe, marie)->shown_name, "D… J…")
        << "initials: the structure is not habilitated";
}

TEST_P(Requests, WhatAColleagueJustAnsweredSaysSoToThoseWhoCouldAnswer) {
    const auto alice = agency("alice@x.fr");
    const auto marie = person(alice, "DURAND");
    const auto bruno = mission("bruno@x.fr");
    follow(bruno, marie);
    const auto chloe = association("chloe@x.fr");
    asks(chloe, marie);
    const auto waiting =
        read([&](db::Transaction& tx) { return received(tx, alice, WaitsFor::Contributors); });
    ASSERT_EQ(waiting.size(), 1u);
    const auto id = waiting[0].id;
    EXPECT_EQ(why_not_accepted(bruno, id), "");
    EXPECT_EQ(why_not_accepted(alice, id), "requests.already_answered");
    EXPECT_EQ(why_not_accepted(mission("x@x.fr"), id), "requests.no_request") << "a stranger";
    EXPECT_EQ(why_not_accepted(chloe, id), "requests.no_request") << "nor for oneself";
}

TEST_P(Requests, ACancelledRequestWaitsForNobody) {
    const auto alice = agency("alice@x.fr");
    const auto marie = person(alice, "DURAND");
    const auto chloe = association("chloe@x.fr");
    asks(chloe, marie);
    const auto mine = read([&](db::Transaction& tx) { return sent(tx, chloe); });
    ASSERT_TRUE(write(chloe, [&](const Acting& acting) { return cancel(acting, mine[0].id); }));
    EXPECT_TRUE(read([&](db::Transaction& tx) {
                    return received(tx, alice, WaitsFor::Contributors);
                }).empty());
    EXPECT_FALSE(write(chloe, [&](const Acting& acting) { return cancel(acting, mine[0].id); }));
    EXPECT_EQ(why_not_accepted(alice, mine[0].id), "requests.already_answered");
}

TEST_P(Requests, OfASensitiveRequesterNeitherNameNorRoleNorReasonIsRead) {
    const auto alice = agency("alice@x.fr");
    const auto marie = person(alice, "DURAND");
    for (const auto& who : {csapa("care@x.fr"), association("chloe@x.fr")}) {
        asks(who, marie);
    }
    const auto waiting =
        read([&](db::Transaction& tx) { return received(tx, alice, WaitsFor::Contributors); });
    ASSERT_EQ(waiting.size(), 2u);
    EXPECT_EQ(waiting[0].requester, "Autre intervenant");
    EXPECT_EQ(waiting[0].structure + waiting[0].role, "");
    EXPECT_TRUE(waiting[0].reasons.empty());
    EXPECT_EQ(waiting[1].structure, "Les Jardins");
    EXPECT_FALSE(waiting[1].role.empty());
}

}  // namespace gps::requests
