// Keeps the guide closed for who has closed it once. This one is not deferred: it marks the page before anything is
// drawn, so that nothing moves when the guide turns out to have been read.
const READ = "counterclaim-guide-read";

function remembered() {
  try {
    return localStorage.getItem(READ) === "yes";
  } catch {
    return false;
  }
}

if (remembered()) document.documentElement.classList.add("guide-read");

addEventListener("DOMContentLoaded", () => {
  for (const guide of document.querySelectorAll("details.guide")) {
    if (remembered()) guide.open = false;
    document.documentElement.classList.remove("guide-read");
    guide.addEventListener("toggle", () => {
      try {
        localStorage.setItem(READ, guide.open ? "no" : "yes");
      } catch {
        // Who keeps no memory closes it again next time.
      }
    });
  }
});
