// The timeline: the threads of a dot light up with it, and a step in time changes the picture without leaving the place.
const threads = (svg, number) => svg.querySelectorAll(`.threads [data-ends~="${number}"]`);

for (const name of ["pointerover", "focusin", "pointerout", "focusout"]) {
  document.addEventListener(name, (event) => {
    const dot = event.target.closest?.("[data-timeline] [data-dot]");
    if (!dot) return;
    const lit = name === "pointerover" || name === "focusin";
    for (const thread of threads(dot.ownerSVGElement, dot.dataset.dot)) thread.classList.toggle("lit", lit);
  });
}

// The address is that of the whole page; of its answer only the timeline is taken. Whatever fails becomes a plain visit.
const show = async (address, label) => {
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-timeline]");
  const shown = document.querySelector("[data-timeline]");
  if (!answer.ok || !fresh || !shown) throw new Error(`no timeline at ${address}`);
  shown.replaceWith(fresh);
  const links = [...fresh.querySelectorAll(".zoom a")];
  (links.find((link) => link.textContent === label) ?? links[0])?.focus({ preventScroll: true });
};

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-timeline] .zoom a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) return;
  event.preventDefault();
  show(link.href, link.textContent).then(() => history.pushState(null, "", link.href)).catch(() => window.location.assign(link.href));
});

window.addEventListener("popstate", () => window.location.reload());
