// Decides with single keys, as long as the focus is in no field and nobody switched them off; and keeps the two claims
// for whoever looks at them.
"use strict";
{
  const STORED = "linking-single-keys";
  const AGAIN = 240000; // milliseconds until the two are kept anew
  const form = document.getElementById("linking-form");
  const help = document.getElementById("linking-keys");
  const on = document.getElementById("linking-keys-on");

  // Remembered in this browser; without storage they are on at every visit.
  const show = () => {
    document.body.classList.toggle("keys-off", !on.checked);
    for (const each of document.querySelectorAll("[data-key]")) {
      if (on.checked) each.setAttribute("aria-keyshortcuts", each.dataset.key);
      else each.removeAttribute("aria-keyshortcuts");
    }
  };
  try {
    on.checked = localStorage.getItem(STORED) !== "off";
  } catch {
    on.checked = true;
  }
  show();
  on.addEventListener("change", () => {
    show();
    try {
      localStorage.setItem(STORED, on.checked ? "on" : "off");
    } catch {
      // Then only for this page.
    }
  });

  // A second press decides nothing twice.
  let sent = false;
  for (const each of document.querySelectorAll("#linking-form, #linking-undo")) {
    each.addEventListener("submit", (event) => {
      if (sent) event.preventDefault();
      sent = true;
    });
  }
  window.addEventListener("pageshow", () => { sent = false; });

  const field = (name) => () => form?.elements[name]?.focus();
  let left = 0; // how far down one was reading when the help was opened
  const OTHER = {
    e: field("rationale"),
    k: field("kind"),
    "?": () => {
      help.open = !help.open;
      const title = help.querySelector("summary");
      if (help.open) {
        left = scrollY;
        title.focus();
      } else {
        title.blur();
        scrollTo(0, left);
      }
    },
  };
  document.addEventListener("keydown", (event) => {
    if (event.repeat || event.isComposing || event.altKey) return;
    const writing = event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form?.contains(event.target)) {
      event.preventDefault();
      form.querySelector("[value=accepted]")?.click();
    } else if (event.key === "Escape" && form?.contains(event.target)) {
      event.target.blur();
    } else if (on.checked && !event.ctrlKey && !event.metaKey && !writing) {
      const control = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
      if (control || OTHER[event.key]) {
        event.preventDefault();
        if (control) control.click();
        else OTHER[event.key]();
      }
    }
  });

  // On a narrow window the head of the page would have to be passed after each decision.
  if (matchMedia("(max-width: 40rem)").matches && location.search.includes("at=")) {
    const told = document.getElementById("linking-messages");
    const undo = told && document.getElementById("linking-undo");
    (undo ?? told ?? document.getElementById("proposal-heading"))?.scrollIntoView();
  }
  // What has to be put right, before everything else.
  document.getElementById("linking-errors")?.focus();

  const keep = async () => {
    if (document.hidden) return;
    const said = document.getElementById("linking-held");
    const body = new FormData(form);
    body.set("at", form.dataset.at);
    try {
      const answer = await fetch(form.dataset.hold, { method: "POST", body, credentials: "same-origin" });
      const { held, words } = await answer.json();
      said.textContent = words;
      said.hidden = held;
    } catch {
      // Without an answer it is as without a script: who decides first is told to the other.
    }
  };
  if (form && document.getElementById("linking-held").hidden) {
    keep();
    setInterval(keep, AGAIN);
    document.addEventListener("visibilitychange", keep);
  }
}
