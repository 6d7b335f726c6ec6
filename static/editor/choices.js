// Names the boxes of Django's autocompletion by the labels of their fields; an empty one would have no name.
"use strict";
{
  function name(container) {
    const select = container.previousElementSibling;
    const label = select?.id && document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
    // In a table the label is the head of the column.
    const column = select?.closest("td")?.className.match(/field-(\w+)/)?.[1];
    const head = column && select.closest("table").querySelector(`th.column-${column}`);
    const words = (label || head)?.textContent.trim().replace(/:$/, "");
    if (!words) return;
    for (const box of container.querySelectorAll("[role=combobox], [role=textbox]")) {
      box.removeAttribute("aria-labelledby");
      const chosen = container.querySelector(".select2-selection__rendered").title;
      box.setAttribute("aria-label", chosen ? `${words}: ${chosen}` : words);
    }
  }

  function nameAll(within) {
    within.querySelectorAll?.(".select2-container").forEach(name);
  }

  // The boxes are made when the page is ready and whenever a row is added, and written anew at every choice.
  new MutationObserver((changes) => {
    for (const change of changes) {
      const container = change.target.closest?.(".select2-container");
      if (container) name(container);
      change.addedNodes.forEach((node) => {
        if (node.matches?.(".select2-container")) name(node);
        else nameAll(node);
      });
    }
  }).observe(document.documentElement, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", () => nameAll(document));
}
