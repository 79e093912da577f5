// What pages do better with a script; without it each of them works the same.
//
//   A form is sent once: a second press on its button waits.
//   <form method="get" data-gps-filtre="liste">: as its search field is typed in, the element with
//     id "liste" is replaced by the one of the answered page, and #<id>-nombre, which screen
//     readers announce, says how many lines are left.
//   data-gps-imprimer: holds a button that prints the page; hidden where no script would answer it.
//   data-gps-focus: what the page wants read first, the summary of errors.

// After this time a form may be sent again: its answer may have been a file, and the page stayed.
const SENT_AGAIN_AFTER_MS = 5000;
const TYPING_PAUSE_MS = 200;

// ---- A form is sent once ----------------------------------------------------------------------

// aria-disabled, not disabled: the button keeps the focus, and its own name and value are sent.
function setBusy(form, isBusy) {
  form.toggleAttribute("data-gps-sent", isBusy);
  for (const button of form.querySelectorAll("button[type=submit]")) {
    if (isBusy) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.hasAttribute("data-gps-sent")) {
    event.preventDefault();
    return;
  }
  setBusy(form, true);
  setTimeout(setBusy, SENT_AGAIN_AFTER_MS, form, false);
});

// A page that comes back from the browser's memory has its buttons again.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("[data-gps-sent]")) setBusy(form, false);
});

// ---- Lists filtered while typing --------------------------------------------------------------

function addressOf(form) {
  const filled = [...new FormData(form)].filter(([, value]) => value !== "");
  const query = new URLSearchParams(filled).toString();
  return form.action.split("?")[0] + (query && `?${query}`);
}

function copyFrom(page, id) {
  const fresh = page.getElementById(id);
  const shown = document.getElementById(id);
  if (fresh && shown) shown.replaceWith(document.importNode(fresh, true));
  return fresh && shown;
}

// The count keeps its element, so that screen readers notice the new text.
function announce(page, id) {
  const fresh = page.getElementById(id);
  const shown = document.getElementById(id);
  if (!fresh || !shown || shown.textContent === fresh.textContent) return;
  shown.textContent = fresh.textContent;
}

// XMLHttpRequest reads a page as a document that runs no script, so nothing has to be trusted.
function liveFilter(form) {
  const list = form.dataset.gpsFiltre;
  let pause;
  let request;
  function refresh() {
    request?.abort();
    request = new XMLHttpRequest();
    request.responseType = "document";
    request.open("GET", addressOf(form));
    request.onload = () => {
      const page = request.status === 200 && request.response;
      if (!page || !copyFrom(page, list)) return form.submit();
      announce(page, `${list}-nombre`);
    };
    request.send();
  }
  form.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(refresh, TYPING_PAUSE_MS);
  });
}

document.querySelectorAll('form[data-gps-filtre]:not([data-gps-filtre=""])').forEach(liveFilter);

// ---- Printing ---------------------------------------------------------------------------------

for (const holder of document.querySelectorAll("[data-gps-imprimer]")) {
  holder.hidden = false;
  holder.addEventListener("click", ({ target }) => target.closest("button") && print());
}

// ---- What to read first -----------------------------------------------------------------------

document.querySelector("[data-gps-focus]")?.focus();
