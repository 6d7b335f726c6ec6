// The slider of days. It only changes the address; the page at that address comes from the server like any other.
for (const slider of document.querySelectorAll(".replay [data-days]")) {
  const days = slider.dataset.days.trim().split(" ");
  const words = new Intl.DateTimeFormat(document.documentElement.lang, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const shown = slider.value;
  const name = () => {
    const day = words.format(new Date(`${days[slider.value]}T00:00:00Z`));
    slider.setAttribute("aria-valuetext", day);
    slider.title = day;
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
