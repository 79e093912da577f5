#pragma once

#include "doors/doors.hpp"
#include "doors/store.hpp"
#include "sharing/rules.hpp"

// What every door asks before it opens.
namespace gps::doors {

// joining(), for the viewer and this person.
sharing::Joining joining_of(const Acting& acting, const store::Relation& relation,
                            sharing::Door door);

// A new period starts when the last one has ended, by whatever door.
base::Result<> check_start(const Acting& acting, const store::Relation& relation,
                           const PartTyped& part);

}  // namespace gps::doors
