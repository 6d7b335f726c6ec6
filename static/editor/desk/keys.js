// Single keys, as long as the focus is in no field and nobody switched them off; and two in the form.
"use strict";
{
  const STORED = "desk-single-keys";
  const { form } = desk;
  const help = document.getElementById("desk-keys");
  const on = document.getElementById("desk-keys-on");

  // Remembered in this browser; without storage they are on at every visit.
  try {
    on.checked = localStorage.getItem(STORED) !== "off";
  } catch {
    on.checked = true;
  }
  on.addEventListener("change", () => {
    try {
      localStorage.setItem(STORED, on.checked ? "on" : "off");
    } catch {
      // Then only for this page.
    }
  });

  const follow = (id) => () => document.getElementById(id)?.click();
  const send = (id) => () => document.getElementById(id)?.requestSubmit();
  const KEYS = {
    n: follow("desk-next"),
    p: follow("desk-previous"),
    x: send("desk-dismiss"),
    u: send("desk-reopen"),
    j: () => desk.sentence(1),
    k: () => desk.sentence(-1),
    a: () => desk.nudge("start", -1),
    s: () => desk.nudge("start", 1),
    d: () => desk.nudge("end", -1),
    f: () => desk.nudge("end", 1),
    c: () => desk.toForm(),
    "?": () => {
      help.open = !help.open;
      if (help.open) help.querySelector("summary").focus();
    },
  };

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form.contains(event.target)) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("button[name=save]"));
    } else if (event.key === "Escape" && form.contains(event.target)) {
      desk.toText();
    } else if (on.checked && !event.ctrlKey && !event.metaKey && !event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) {
      const act = KEYS[event.key];
      if (act) {
        event.preventDefault();
        act();
      }
    }
  });

  // What was stored is told where one reads on; on a narrow window that is far from the form, so it floats until a touch.
  const told = document.getElementById("desk-messages");
  if (told && matchMedia("(max-width: 64rem)").matches) {
    told.classList.add("floating");
    for (const kind of ["pointerdown", "keydown"]) {
      document.addEventListener(kind, () => told.classList.remove("floating"), { once: true });
    }
  }

  // Where the reading goes on.
  const wrong = document.getElementById("desk-errors");
  if (wrong) {
    const target = form.querySelector(".errors :is(input, textarea, select):not([type=hidden])") ?? wrong;
    target.focus();
    target.scrollIntoView({ block: "center" });
  } else if (!location.hash || location.hash.startsWith("#s")) {
    const here = desk.text?.querySelector(".current");
    if (here) desk.toText();
  }
}
