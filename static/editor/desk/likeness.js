// Offers claims in nearly the same words while a statement is typed: then the words are one more report of that claim.
"use strict";
{
  const PAUSE = 500; // milliseconds without a key before the server is asked
  const { form } = desk;
  const fields = form.elements;
  const box = document.getElementById("desk-likeness");
  let waiting;
  let asked = "";

  function same(each) {
    let option = [...fields.same.options].find((option) => option.value === each.key);
    if (!option) {
      option = new Option(each.claim, each.key);
      fields.same.add(option);
    }
    option.selected = true;
    box.replaceChildren();
    fields.same.dispatchEvent(new Event("change", { bubbles: true }));
    fields.same.focus();
  }

  function show(found) {
    const heading = document.createElement("p");
    heading.append(box.dataset.heading);
    const buttons = found.map((each) => {
      const button = document.createElement("button");
      const why = document.createElement("small");
      button.type = "button";
      why.append(each.reason);
      button.append(each.claim, " ", why);
      button.addEventListener("click", () => same(each));
      return button;
    });
    box.replaceChildren(...(found.length ? [heading, ...buttons] : []));
  }

  async function ask() {
    const url = new URL(form.dataset.alike, document.baseURI);
    url.searchParams.set("statement", fields.statement.value);
    url.searchParams.set("party", fields.party_key.value);
    url.searchParams.set("event", fields.event_key.value);
    if (url.search === asked) return;
    asked = url.search;
    if (fields.statement.value.trim().length < 8) {
      show([]);
      return;
    }
    try {
      const answer = await fetch(url, { credentials: "same-origin" });
      const { claims } = await answer.json();
      if (url.search === asked) show(claims);
    } catch {
      // Without an answer nothing is offered here; the server asks when the form is saved.
      asked = "";
    }
  }

  function later() {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  }

  fields.statement.addEventListener("input", later);
  for (const name of ["party", "event"]) fields[name].addEventListener("change", later);
}
