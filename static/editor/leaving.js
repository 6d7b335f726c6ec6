// Asks before a page with unsaved words is left, by a button that moves the record on or any other way.
"use strict";
{
  const form = document.querySelector("#content-main form[id$='_form']");
  if (form) {
    let touched = Boolean(document.querySelector(".conflict"));
    form.addEventListener("input", () => { touched = true; });
    form.addEventListener("change", () => { touched = true; });
    form.addEventListener("submit", () => { touched = false; });
    window.addEventListener("beforeunload", (event) => {
      if (touched) event.preventDefault();
    });
  }
}
