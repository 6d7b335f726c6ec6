// Decides with a single key, as long as the focus is in no field and nobody switched the keys off.
"use strict";
{
  const STORED = "facing-single-keys";
  const form = document.getElementById("decision");
  const on = document.getElementById("single-keys");
  if (form) {
    const show = () => form.querySelector(".do").classList.toggle("keys-off", !on.checked);
    // Remembered in this browser; without storage they are on at every visit.
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
    let decided = false;
    form.addEventListener("submit", (event) => {
      // A second press decides nothing twice.
      if (decided) event.preventDefault();
      decided = true;
    });
    window.addEventListener("pageshow", () => { decided = false; });
    document.addEventListener("keydown", (event) => {
      if (!on.checked || event.repeat || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
      const control = form.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
      if (control) {
        event.preventDefault();
        control.click();
      }
    });
  }
}
