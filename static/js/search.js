// Suggestions while somebody types into a search box: a combobox with a list, as the ARIA Authoring Practices describe
// it. Focus stays in the box; the arrows go through the list, Enter opens what is chosen there or else searches, and
// Escape closes the list. Without this script the form searches all the same.
const WAIT = 140;
const LEAST = 2;

for (const [number, form] of document.querySelectorAll("form[data-suggestions]").entries()) {
  const input = form.querySelector("input[type=search]");
  const list = document.createElement("ul");
  const status = document.createElement("p");
  const known = new Map();
  let options = [], active = -1, timer = 0, asking = null;

  list.id = `suggestions-${number}`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.label);
  list.hidden = true;
  status.className = "unseen";
  status.setAttribute("role", "status");
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  input.after(list, status);

  const choose = (place) => {
    active = place;
    options.forEach((option, each) => option.setAttribute("aria-selected", String(each === place)));
    if (place < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", options[place].id);
      options[place].scrollIntoView({ block: "nearest" });
    }
  };

  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  };

  const show = (found) => {
    options = found.map((suggestion, each) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${each}`;
      option.setAttribute("role", "option");
      option.dataset.address = suggestion.address;
      for (const [name, text] of [["name", suggestion.label], ["also", suggestion.also], ["note", suggestion.kind]]) {
        if (!text) continue;
        const part = document.createElement("span");
        part.className = name;
        part.dir = "auto";
        part.textContent = text;
        option.append(part, " ");
      }
      option.addEventListener("pointerdown", (event) => event.preventDefault());
      option.addEventListener("click", () => window.location.assign(suggestion.address));
      return option;
    });
    list.replaceChildren(...options);
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = !options.length;
    input.setAttribute("aria-expanded", String(Boolean(options.length)));
    status.textContent = options.length ? `${form.dataset.label}: ${options.length}` : "";
  };

  const suggest = async () => {
    const text = input.value.trim();
    asking?.abort();
    if (text.length < LEAST) return show([]);
    if (!known.has(text)) {
      asking = new AbortController();
      try {
        const answer = await fetch(`${form.dataset.suggestions}?q=${encodeURIComponent(text)}`, { signal: asking.signal });
        if (!answer.ok) return show([]);
        known.set(text, (await answer.json()).suggestions);
      } catch {
        // Asked something else meanwhile, or offline: the form still searches.
        return;
      }
    }
    if (document.activeElement === input && input.value.trim() === text) show(known.get(text));
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(suggest, WAIT);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const open = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open && options.length) {
        list.hidden = false;
        input.setAttribute("aria-expanded", "true");
      }
      if (!options.length) return;
      const step = event.key === "ArrowDown" ? 1 : -1;
      // One place more than there are options: the box itself, with what was typed.
      choose(((active + 1 + step + options.length + 1) % (options.length + 1)) - 1);
    } else if (event.key === "Enter" && open && active >= 0) {
      event.preventDefault();
      window.location.assign(options[active].dataset.address);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      close();
    }
  });
}
