// Passkeys: the pages that make one or use one. Without this script, or in a browser that knows no
// passkey, they say which other way there is.
//
//   <form hidden data-gps-cle="creer|montrer">: shown where it can be used. Sending it asks the
//     authenticator, writes what it answers in the hidden fields, and sends the form as any other.
//   <… data-gps-sans-cle>: what is shown instead.
//   <… data-gps-echec>: where it says that nothing came of it.

const MINUTES_TO_ANSWER = 4;

// By their numbers in COSE: ES256, EdDSA, RS256.
const ALGORITHMS = [-7, -8, -257];

function bytesOf(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (character) => character.charCodeAt(0));
}

function textOf(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function idsOf({ cles }) {
  return cles.split(" ").filter(Boolean).map((id) => ({ type: "public-key", id: bytesOf(id) }));
}

function shared({ demande }) {
  return { challenge: bytesOf(demande), timeout: MINUTES_TO_ANSWER * 60000 };
}

function create(asked) {
  const { titulaire, compte, site } = asked;
  return navigator.credentials.create({ publicKey: {
    ...shared(asked),
    rp: { id: site, name: "GPS" },
    user: { id: bytesOf(titulaire), name: compte, displayName: compte },
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: "public-key", alg })),
    excludeCredentials: idsOf(asked),
    authenticatorSelection: { userVerification: "required", residentKey: "discouraged" },
    attestation: "none",
  } });
}

function show(asked) {
  return navigator.credentials.get({ publicKey: {
    ...shared(asked),
    rpId: asked.site,
    allowCredentials: idsOf(asked),
    userVerification: "required",
  } });
}

function fill({ elements }, { rawId, response }) {
  elements.cle.value = textOf(rawId);
  elements.client.value = textOf(response.clientDataJSON);
  elements.donnees.value = textOf(response.authenticatorData ?? response.getAuthenticatorData());
  if (elements.signature) elements.signature.value = textOf(response.signature);
}

// An empty one has no class: it would draw the mark of an error.
function tell(failure, text) {
  failure.textContent = text;
  failure.className = text && "fr-message fr-message--error";
}

async function ask(form, failure) {
  tell(failure, "");
  try {
    fill(form, await (form.dataset.gpsCle === "creer" ? create : show)(form.dataset));
    form.requestSubmit();
  } catch (error) {
    const { abandon, deja } = failure.dataset;
    tell(failure, (error.name === "InvalidStateError" && deja) || abandon);
  }
}

function offer(form) {
  const failure = form.querySelector("[data-gps-echec]");
  let isAsking = false;
  // Before gps.js sees that a form is sent.
  form.addEventListener("submit", (event) => {
    if (form.elements.cle.value) return;
    event.preventDefault();
    event.stopPropagation();
    if (isAsking) return;
    isAsking = true;
    ask(form, failure).finally(() => { isAsking = false; });
  });
  document.querySelector("[data-gps-sans-cle]").hidden = true;
  form.hidden = false;
}

if (window.PublicKeyCredential && AuthenticatorAttestationResponse.prototype.getAuthenticatorData)
  document.querySelectorAll("form[data-gps-cle]").forEach(offer);
