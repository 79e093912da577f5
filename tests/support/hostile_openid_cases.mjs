// What a hostile provider does, one thing a case, and what must come of it. A case alters an honest
// answer at one or more of these places, each a function of what is honest and of the world
// (hostile_openid_provider.mjs makes both):
//
//   description, keys, answer   the objects of discovery, of the JWK set, of the token endpoint
//   body                        of one of them: {description|keys|answer: (text) => text}
//   id, info                    the two tokens: {header, payload (objects), text (of the payload),
//                               sign ((signedText, world) => signature), token (the whole)}
//   arrival                     the parameters of the way back (a Map)
//   page                        {discovery|jwks|token|userinfo: what that page does, of the provider's `misbehaviours`}
//
// An alteration returns the new one, or undefined when it changed what it was given.
import "./hostile_openid_cases/tokens.mjs";
import "./hostile_openid_cases/claims.mjs";
import "./hostile_openid_cases/provider.mjs";

export { cases as default } from "./hostile_openid_cases/table.mjs";
