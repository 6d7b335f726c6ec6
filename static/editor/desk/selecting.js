// Words that are selected in the text go into the form; their ends can be moved by words.
"use strict";
{
  const PAUSE = 120; // milliseconds that a selection rests before it is taken
  const LONG = 25; // words
  const form = document.getElementById("desk_form");
  const { text, points } = desk;
  const said = document.getElementById("desk-said");
  const take = document.getElementById("desk-take");
  const fields = form.elements;
  const count = form.querySelector("output.count");
  const days = document.getElementById("desk-days");
  let waiting;
  // What was selected last, also when a tap elsewhere takes the selection away before it has rested.
  let pending = null;

  function current() {
    if (fields.start.value === "" || fields.end.value === "") return null;
    const [start, end] = [Number(fields.start.value), Number(fields.end.value)];
    return start < end && end <= points.length ? { start, end } : null;
  }

  function tell() {
    const number = fields.words.value.split(/\s+/u).filter(Boolean).length;
    const words = number === 1 ? count.dataset.one : number > LONG ? count.dataset.long : count.dataset.many;
    count.textContent = number ? words.replace("#", number) : "";
    count.classList.toggle("many", number > LONG);
    const here = current();
    // The words stay marked while the focus is in the form.
    if (window.Highlight && text) {
      const range = here && desk.range(here.start, here.end);
      CSS.highlights.set("desk-words", range ? new Highlight(range) : new Highlight());
    }
    showDays(here);
    offer();
    fields.words.rows = Math.min(8, Math.max(2, Math.ceil(fields.words.value.length / 46)));
  }

  // The days that are named among the words, or in the suggestion they belong to.
  function showDays(here) {
    if (!days) return;
    const tick = here && suggested(here);
    const from = tick ? Math.min(here.start, Number(tick.dataset.from)) : here?.start;
    const to = tick ? Math.max(here.end, Number(tick.dataset.to)) : here?.end;
    for (const day of days.children) day.hidden = !here || Number(day.dataset.from) < from || Number(day.dataset.to) > to;
  }

  // Which suggestion shares most with the words.
  function suggested({ start, end }) {
    let best = null;
    let most = 0;
    for (const tick of text.querySelectorAll(".tick")) {
      const shared = Math.min(end, Number(tick.dataset.to)) - Math.max(start, Number(tick.dataset.from));
      if (shared > most) [best, most] = [tick, shared];
    }
    return best;
  }

  const untouched = () => !fields.statement.value.trim() && !fields.answer.value.trim() && !fields.same.value;

  // What is proposed for the words, as long as nothing was written about others.
  function propose(here) {
    const tick = suggested(here);
    const key = tick ? tick.id : "own";
    if (fields.form_key.value === key || !untouched()) return;
    fields.form_key.value = key;
    if (!tick) return;
    fields.party.value = tick.dataset.party;
    fields.party_key.value = tick.dataset.partyKey;
    fields.attribution.value = tick.dataset.attribution;
    fields.speaker.value = tick.dataset.speaker;
  }

  // `from`: what tells that they changed; words that are only looked at are told by the form and not kept.
  function setWords(here, aloud, from = form) {
    if (!here) return;
    // What was selected before these words has no say any more.
    clearTimeout(waiting);
    pending = null;
    const words = desk.slice(here.start, here.end);
    if (fields.words.value === words && Number(fields.start.value) === here.start) return;
    fields.words.value = words;
    fields.start.value = here.start;
    fields.end.value = here.end;
    propose(here);
    tell();
    if (aloud) said.textContent = said.dataset.selected.replace("#", words);
    from.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function selected() {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    return desk.span(selection.getRangeAt(0));
  }

  function settle() {
    clearTimeout(waiting);
    setWords(pending, false);
    pending = null;
  }
  document.addEventListener("selectionchange", () => {
    pending = selected() ?? pending;
    clearTimeout(waiting);
    waiting = setTimeout(settle, PAUSE);
  });

  // Where the form is below the text, a bar leads to it as long as it is out of sight.
  const narrow = matchMedia("(max-width: 64rem)");
  let inSight = false;
  const offer = () => { take.hidden = inSight || !narrow.matches || !fields.words.value; };
  new IntersectionObserver(([entry]) => {
    inSight = entry.isIntersecting;
    offer();
  }, { rootMargin: "0px 0px -35% 0px" }).observe(form);
  narrow.addEventListener("change", offer);
  take.addEventListener("click", (event) => {
    const pressed = event.target.closest("button")?.dataset.press;
    if (pressed) document.querySelector(pressed).click();
    else if (event.target.closest("button")) desk.toForm();
  });

  // A word is a run of anything but spaces.
  const isSpace = (at) => /\s/u.test(points[at]);
  function wordEdge(at, step, isStart) {
    let here = at;
    if (step < 0) {
      while (here > 0 && isSpace(here - 1)) here -= 1;
      while (here > 0 && !isSpace(here - 1)) here -= 1;
      if (!isStart) while (here > 0 && isSpace(here - 1)) here -= 1;
    } else {
      while (here < points.length && isSpace(here)) here += 1;
      while (here < points.length && !isSpace(here)) here += 1;
      if (isStart) while (here < points.length && isSpace(here)) here += 1;
    }
    return here;
  }

  // Move one end of the words by a word; never past the other.
  function nudge(which, step) {
    const here = current();
    if (!here) return;
    here[which] = wordEdge(here[which], step, which === "start");
    if (here.start >= here.end) return;
    const range = desk.range(here.start, here.end);
    setWords(here, true, fields.end);
    if (range) document.getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
  }

  // Select words and show them; `aloud`: a screen reader tells them.
  function select(here) {
    const range = here && desk.range(here.start, here.end);
    if (!range) return;
    text.focus({ preventScroll: true });
    document.getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
    setWords(here, true);
    range.startContainer.parentElement.scrollIntoView({ block: "center" });
  }

  // The sentence after or before the words, as the browser cuts this language.
  const spans = [];
  function sentences() {
    if (!spans.length && window.Intl?.Segmenter) {
      let language = [];
      try {
        language = Intl.getCanonicalLocales(text.lang);
      } catch {
        // A language nobody knows is cut like any other.
      }
      let at = 0;
      for (const { segment } of new Intl.Segmenter(language, { granularity: "sentence" }).segment(points.join(""))) {
        const length = Array.from(segment).length;
        const here = desk.trimmed(at, at + length);
        if (here) spans.push(here);
        at += length;
      }
    }
    return spans;
  }

  function sentence(step) {
    const here = selected() ?? current() ?? { start: -1, end: 0 };
    const all = sentences();
    const found = step > 0 ? all.find((each) => each.start > here.start) : all.findLast((each) => each.end < here.end && each.start < here.start);
    select(found);
  }

  form.querySelector(".nudges").hidden = false;
  form.querySelector(".nudges").addEventListener("click", (event) => {
    const asked = event.target.closest("[data-nudge]")?.dataset.nudge.split(",");
    if (asked) nudge(asked[0], Number(asked[1]));
  });
  days?.querySelectorAll("button").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      fields.said.value = button.dataset.said;
      fields.said.dispatchEvent(new Event("input", { bubbles: true }));
      fields.said.focus();
    });
  });
  fields.words.addEventListener("input", () => {
    // Changed by hand: the server finds the place, near the one that was known.
    tell();
  });
  for (const name of ["start", "end"]) {
    fields[name].addEventListener("change", () => {
      const here = current();
      if (here) setWords(here, true);
    });
  }

  // A tap or click on suggested words goes to their suggestion, unless words were selected.
  text?.addEventListener("click", (event) => {
    const piece = event.target.closest(".piece.suggested:not(.current)");
    if (!piece || !document.getSelection().isCollapsed) return;
    const at = Number(piece.dataset.start);
    const tick = [...text.querySelectorAll(".tick")].find((each) => Number(each.dataset.from) <= at && at < Number(each.dataset.to));
    tick?.click();
  });

  // To the first field that has to be filled in and is empty.
  desk.toForm = () => {
    settle();
    const order = fields.same.value ? ["attribution"] : ["words", "party", "event", "statement", "answer", "attribution"];
    const target = order.map((name) => fields[name]).find((field) => !field.value.trim()) ?? fields.statement;
    target.focus();
    target.scrollIntoView({ block: "center" });
  };
  desk.toText = () => {
    if (!text) return;
    text.focus({ preventScroll: true });
    (text.querySelector(".current") ?? text).scrollIntoView({ block: "center" });
  };
  Object.assign(desk, { form, nudge, sentence });
  tell();
}
