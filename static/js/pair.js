// Adds to what a page offers to take away: a button that copies, a button that prints.
for (const button of document.querySelectorAll("[data-copy]")) {
  const text = document.getElementById(button.dataset.copy);
  const done = button.nextElementSibling;
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.innerText.trim());
      done.textContent = done.dataset.done;
    } catch {
      // Where copying is not allowed, the words are marked, ready to be copied by hand.
      getSelection().selectAllChildren(text);
    }
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
