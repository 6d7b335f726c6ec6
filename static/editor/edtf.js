// Says below a date field how the server reads what is being typed.
"use strict";
{
  const PAUSE = 250; // milliseconds without a key before the server is asked
  const waiting = new WeakMap();
  const asked = new WeakMap();

  async function read(input, output) {
    const text = input.value.trim();
    asked.set(input, text);
    if (!text) {
      output.textContent = "";
      output.classList.remove("wrong");
      return;
    }
    const address = new URL(output.dataset.address, document.baseURI);
    address.searchParams.set("text", text);
    let answer;
    try {
      const response = await fetch(address, { credentials: "same-origin" });
      answer = await response.json();
    } catch {
      // Without an answer the field works as before: the server checks the date when the form is saved.
      return;
    }
    if (asked.get(input) !== text) return; // typed on meanwhile
    output.textContent = answer.reading;
    output.classList.toggle("wrong", !answer.valid);
  }

  // One listener for the page, so that rows added later are heard too.
  document.addEventListener("input", (event) => {
    const output = event.target.closest?.(".edtf")?.querySelector(".edtf-reading");
    if (!output) return;
    clearTimeout(waiting.get(event.target));
    waiting.set(event.target, setTimeout(() => read(event.target, output), PAUSE));
  });
}
