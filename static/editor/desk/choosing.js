// A list of records under the fields that name one, by the pattern "editable combobox with list" of the ARIA Authoring
// Practices. What is typed and chosen from no list is looked up by the server.
"use strict";
{
  const PAUSE = 160; // milliseconds without a key before the server is asked
  const { form } = desk;
  const address = form.dataset.choices;
  let number = 0;

  class Box {
    constructor(input) {
      this.input = input;
      this.key = form.elements[`${input.name}_key`];
      this.list = document.createElement("ul");
      this.list.id = `desk-choices-${(number += 1)}`;
      this.list.className = "choices";
      this.list.hidden = true;
      this.list.setAttribute("role", "listbox");
      this.list.setAttribute("aria-label", form.querySelector(`label[for="${input.id}"]`).textContent);
      input.after(this.list);
      input.removeAttribute("list");
      for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id })) {
        input.setAttribute(name, value);
      }
      input.addEventListener("input", () => {
        this.key.value = "";
        clearTimeout(this.waiting);
        this.waiting = setTimeout(() => this.ask(), PAUSE);
      });
      input.addEventListener("keydown", (event) => this.press(event));
      input.addEventListener("click", () => this.list.hidden && this.ask());
      input.addEventListener("blur", () => this.close());
      // Before the field loses the focus.
      this.list.addEventListener("mousedown", (event) => event.preventDefault());
      this.list.addEventListener("click", (event) => {
        const option = event.target.closest("[role=option]");
        if (option) this.pick(option);
      });
    }

    async ask() {
      const term = this.input.value.trim();
      this.asked = term;
      const url = new URL(address, document.baseURI);
      url.searchParams.set("kind", this.input.dataset.records);
      url.searchParams.set("term", term);
      if (this.input.dataset.records === "question") url.searchParams.set("event", form.elements.event_key.value);
      let found;
      try {
        found = (await (await fetch(url, { credentials: "same-origin" })).json()).choices;
      } catch {
        // Without an answer the field works as it does without a script.
        return;
      }
      if (this.asked === term && document.activeElement === this.input) this.show(found, term);
    }

    show(found, term) {
      const options = found.map((each) => this.option(each.name, each.about, { key: each.key, name: each.name }));
      const known = found.some((each) => each.name.toLowerCase() === term.toLowerCase());
      this.details = this.input.closest(".record-of-kind, .event-of-claim")?.querySelector("details.new");
      if (term && !known && this.details) options.push(this.option(`${this.details.querySelector("summary").textContent}: “${term}”`, "", { add: "1" }));
      this.list.replaceChildren(...options);
      options.forEach((option, place) => { option.id = `${this.list.id}-${place}`; });
      this.activate(-1);
      this.list.hidden = !options.length;
      this.input.setAttribute("aria-expanded", String(Boolean(options.length)));
    }

    option(name, about, data) {
      const option = document.createElement("li");
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.append(name);
      if (about) {
        const small = document.createElement("small");
        small.append(about);
        option.append(" ", small);
      }
      Object.assign(option.dataset, data);
      return option;
    }

    activate(place) {
      this.place = place;
      [...this.list.children].forEach((option, here) => option.setAttribute("aria-selected", String(here === place)));
      const active = this.list.children[place];
      if (active) {
        this.input.setAttribute("aria-activedescendant", active.id);
        active.scrollIntoView({ block: "nearest" });
      } else this.input.removeAttribute("aria-activedescendant");
    }

    close() {
      clearTimeout(this.waiting);
      this.asked = null;
      this.list.hidden = true;
      this.input.setAttribute("aria-expanded", "false");
      this.activate(-1);
    }

    pick(option) {
      this.close();
      if (option.dataset.add) {
        this.details.open = true;
        this.details.querySelector("select").focus();
        return;
      }
      this.input.value = option.dataset.name;
      this.key.value = option.dataset.key;
      if (this.input.name === "event") form.elements.question.value = form.elements.question_key.value = "";
      this.input.dispatchEvent(new Event("change", { bubbles: true }));
    }

    press(event) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const open = !this.list.hidden;
      const last = this.list.children.length - 1;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (!open) this.ask();
        else if (event.key === "ArrowDown") this.activate(this.place < last ? this.place + 1 : 0);
        else this.activate(this.place > 0 ? this.place - 1 : last);
      } else if (event.key === "Enter") {
        // A name is chosen with it; the form is not sent by a field of it.
        event.preventDefault();
        if (open && this.place >= 0) this.pick(this.list.children[this.place]);
        else this.close();
      } else if (event.key === "Escape" && open) {
        event.stopPropagation();
        this.close();
      } else if (event.key === "Tab" && open && this.place >= 0) {
        const option = this.list.children[this.place];
        if (!option.dataset.add) this.pick(option);
      }
    }
  }

  form.querySelectorAll("input[data-records]").forEach((input) => new Box(input));
}
