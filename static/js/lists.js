// Lists without a reload: a filter, a page or a column that is chosen changes the list alone. Everything works without.
const found = () => document.getElementById("found");
const form = document.querySelector(".filters form");
const listing = document.getElementById("listing");

// The library comes with the first sign that it will be used, so that reading a list costs nothing more.
const script = document.currentScript;
let early = false;
const fetchLibrary = () => {
  // It looks at the page once it is complete, or not at all.
  if (document.readyState !== "complete") return addEventListener("load", fetchLibrary, { once: true });
  if (!script.dataset.library) return;
  const library = document.createElement("script");
  library.src = script.dataset.library;
  library.addEventListener("load", () => early && htmx.trigger(form, "change"));
  delete script.dataset.library;
  document.head.append(library);
};
for (const sign of ["pointerover", "pointerdown", "focusin"]) listing.addEventListener(sign, fetchLibrary, { once: true });
// What was chosen before it came is asked for when it has come.
form.addEventListener("change", () => (early = !window.htmx));

// The address holds what was asked for and nothing that is so anyway.
document.body.addEventListener("htmx:configRequest", (event) => {
  if (!form.contains(event.detail.elt)) return;
  const usual = new URLSearchParams(form.dataset.usual);
  const data = event.detail.formData;
  for (const [name, value] of [...data.entries()]) {
    if (value === "" || usual.get(name) === value) data.delete(name);
  }
});

document.body.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target.id !== "found") return;
  // Said aloud to those who cannot see the list change.
  document.getElementById("announced").textContent = found().querySelector(".count, [role=alert] h2")?.textContent ?? "";
  // What was pressed may be gone; the keyboard goes on from the list.
  if (document.activeElement === document.body) found().focus({ preventScroll: true });
});

// The columns of the table are remembered in this browser, and nowhere else.
const columns = form.querySelector("[data-columns]");
if (columns) {
  const kept = `columns of ${columns.dataset.columns}`;
  const ticked = () => [...columns.querySelectorAll("input:checked")].map((box) => box.value);
  const keep = () => {
    try {
      if (ticked().length) localStorage.setItem(kept, ticked().join(" "));
      else localStorage.removeItem(kept);
    } catch {
      // A browser that keeps nothing forgets; that is its reader's choice.
    }
  };
  columns.addEventListener("change", keep);
  const address = new URL(location);
  if (address.searchParams.has("column")) {
    keep();
  } else {
    let remembered = "";
    try {
      remembered = localStorage.getItem(kept) ?? "";
    } catch {
      remembered = "";
    }
    const known = [...columns.querySelectorAll("input")].map((box) => box.value);
    const wanted = remembered.split(" ").filter((name) => known.includes(name));
    if (wanted.length && !found().querySelector("[role=alert]")) {
      for (const name of wanted) address.searchParams.append("column", name);
      location.replace(address);
    }
  }
}
