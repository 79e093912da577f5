#pragma once

// Whom an identity that ProConnect vouches for lets in (ADR 0020). No database, no clock.
namespace gps::proconnect {

// What is known of an identity and of the account it may belong to.
struct Claimed {
    bool is_linked = false;    // the identity opens an account already
    bool has_account = false;  // that account, or the one of the same e-mail, exists and is active
    bool is_of_siret = false;  // who has it belongs to a structure of the asserted SIRET
};

enum class Welcome {
    Opens,
    LinksAndOpens,  // e-mail and structure agree: linked for good
    NotVouched,     // the e-mail alone is no proof: an administrator's link is needed
    NoAccount
};
Welcome welcome(const Claimed& claimed);

// The same for who is signed in already and shows an identity to strengthen their session.
struct Shown {
    bool is_linked = false;  // to whoever
    bool is_own = false;     // to the one who is signed in
    bool may_enrol = false;  // someone vouched for this session
    bool is_same_email = false;
    bool is_of_siret = false;  // they belong to a structure of the asserted SIRET
};

enum class StepUp { Goes, LinksAndGoes, NotVouched, AnothersIdentity };
StepUp step_up(const Shown& shown);

}  // namespace gps::proconnect
