// Keeps what is typed with the server, so that nothing is lost when the page is left.
"use strict";
{
  const PAUSE = 900; // milliseconds without a key before it is kept
  const { form } = desk;
  const told = document.getElementById("desk-kept");
  let waiting;
  let changed = false;
  let sent = false;
  let underway;

  function typed() {
    return new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
  }

  async function keep() {
    clearTimeout(waiting);
    if (!changed || sent) return;
    changed = false;
    underway = new AbortController();
    try {
      const answer = await fetch(form.dataset.keep, { method: "POST", body: typed(), credentials: "same-origin", signal: underway.signal });
      if (answer.status !== 204) throw new Error(answer.status);
      told.textContent = told.dataset.kept.replace("#", new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }));
      told.classList.remove("wrong");
    } catch (problem) {
      if (problem.name === "AbortError") return;
      changed = true;
      told.textContent = told.dataset.failed;
      told.classList.add("wrong");
    }
  }

  function later(event) {
    if (event.target === form) return;
    changed = true;
    clearTimeout(waiting);
    waiting = setTimeout(keep, PAUSE);
  }

  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("submit", (event) => {
    // A second press of the button stores nothing twice.
    if (sent) event.preventDefault();
    sent = true;
    clearTimeout(waiting);
    underway?.abort();
  });
  window.addEventListener("pageshow", () => { sent = false; });
  window.addEventListener("pagehide", () => {
    if (changed && !sent) navigator.sendBeacon(form.dataset.keep, typed());
  });
  form.querySelectorAll(".without-script").forEach((each) => { each.hidden = true; });
  desk.keep = keep;
}
