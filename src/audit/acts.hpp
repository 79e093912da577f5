#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

// Every act the service keeps a trace of: its code in the database, what the person concerned
// reads of it, and whether it counts as using the tool. One table; a new act is a new line of it.
namespace gps::audit {

enum class Act : std::uint8_t {
    SignIn,
    SignOut,
    RevokeSession,
    SwitchStructure,
    StrengthenSession,
    AddFactor,
    RemoveFactor,
    GiveFactorLink,
    UseFactorLink,
    LinkIdentity,
    DetachIdentity,
    InviteMember,
    CancelInvitation,
    AcceptInvitation,
    AskMembership,
    CancelMembershipRequest,
    AcceptMembership,
    RefuseMembership,
    NameRole,
    RecordDeparture,
    CreateStructure,
    CorrectStructure,
    SuspendStructure,
    CloseStructure,
    ReopenStructure,
    Habilitate,
    BeginHabilitation,
    WithdrawHabilitation,
    EndHabilitation,
    KeepApart,
    AskMerge,
    ConfirmMerge,
    RefuseMerge,
    FinishMerge,
    ReadFile,
    RevealContact,
    RecordAgreement,
    RevokeAgreement,
    FreezeAccount,
    LiftFreeze,
    MeetCanary,
    SearchColleagues,
    SearchExact,
    CreatePerson,
    Follow,
    Resume,
    EditContribution,
    EndContribution,
    Ask,
    CancelRequest,
    AcceptRequest,
    RefuseRequest,
    LetRequestLapse,
    ImportStructures,
    ImportPeople,
    ImportContributions,
    ImportCertification,
    SearchNir,
    KeepNir,
    AskDetails,
    GrantDetails,
    RefuseDetails,
    RevokeGrant,
    OpenEmergency,
    ReviewEmergency,
    SetOwnPhone,
    DesignateReferent,
    ObjectReferent,
    ProposeRelay,
    SeeRelay,
    TakeRelay,
    GiveBackRelay,
    AcceptRelay,
    RefuseRelay,
    CancelRelay,
    ConcludeRelay,
    LetRelayLapse,
    HandOver,
    SayCapacity,
    AskCallback,
    AnswerCallback,
    CloseCallback,
    SeePerson,
    KeepContribution,
    LetContributionEnd,
    CloseAlert,
    SendMessage,
    StartDeparture,
    UndoDeparture,
    PassPerson,
    TakePersonBack,
};

// Whether an act qualifies its actor as active that week. Signing in, lists, searches and imports
// never do.
enum class Activity : std::uint8_t { None, Create, View };

struct ActLine {
    Act act = Act::SignIn;
    std::string_view code = {};
    std::string_view label = {};  // French, plain, without any name
    Activity activity = Activity::None;
};

std::span<const ActLine> acts();

std::string_view code(Act act);
std::string_view label(Act act);
Activity activity(Act act);
// nullopt for a code this version of the program does not know.
std::optional<Act> act_of(std::string_view code);

}  // namespace gps::audit
