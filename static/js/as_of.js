// The slider of days. It only changes the address; the page at that address comes from the server like any other.
for (const slider of document.querySelectorAll(".replay [data-days]")) {
  const days = slider.dataset.days.trim().split(" ");
  const words = slider.dataset.words.split("|");
  const shown = slider.value;
  const name = () => {
    slider.setAttribute("aria-valuetext", words[slider.value]);
    slider.title = words[slider.value];
  };
  slider.addEventListener("input", name);
  slider.addEventListener("change", () => {
    const address = new URL(window.location.href);
    address.searchParams.set("as_of", days[slider.value]);
    address.hash = "as-of";
    window.location.assign(address);
  });
  // A browser that goes back restores where the slider was left, not where the page stands.
  window.addEventListener("pageshow", () => { slider.value = shown; name(); });
  slider.hidden = false;
}
