// Comfort alone: the letter fills in while somebody chooses. Every page works without this file.
(() => {
  "use strict";

  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector, within = document) => within.querySelector(selector);

  // An error summary gets the focus, and leads to its fields.
  one("[data-focus]")?.focus();

  for (const button of all("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const source = document.getElementById(button.dataset.copy);
      try {
        await navigator.clipboard.writeText(source.value ?? source.textContent);
        button.textContent = button.dataset.done;
      } catch {
        getSelection().selectAllChildren(source);
        source.select?.();
      }
    });
  }

  for (const button of all("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }

  // Where the style sheet cannot hold the letter open beside the form.
  if (matchMedia("(min-width: 60rem)").matches && !CSS.supports("selector(::details-content)")) {
    for (const rest of all(".live .rest")) rest.open = true;
  }

  const desk = one("[data-desk]");
  if (!desk) return;

  const sheet = one("[data-sheet]", desk);
  const field = (name) => desk.elements.namedItem(name);
  const own = one("[data-own]", sheet); // in a preview alone: there the letter has no empty place for it
  const signature = one("[data-signature]", sheet);
  let mission = null; // what the site says about the chosen country

  const level = () => (mission?.count_only ? "count_only" : (field("disclosure")?.value ?? ""));
  const typed = (name) => field(name)?.value.trim() ?? "";

  // The same as `initials` in actions/domain/disclosure.py.
  const initials = (name) =>
    name.split(/\s+/).map((word) => word.replace(/^['’"\-.]+/, "")).filter(Boolean).slice(0, 3)
      .map((word) => `${word.match(/^.\p{M}*/su)[0].toUpperCase()}.`).join(" ");

  const signed = (chosen) => {
    const name = typed("name");
    const shown = chosen === "initials_country" ? initials(name) : name;
    return shown && mission ? `${shown}, ${mission.country_name}` : shown;
  };

  function fill(slot, text) {
    for (const place of all(`[data-slot="${slot}"]`, sheet)) {
      place.classList.toggle("open", !text);
      place.textContent = text || place.dataset.open;
    }
  }

  function fillAddress() {
    fill("addressee", mission?.mission ?? "");
    const lines = one('[data-slot="lines"]', sheet);
    lines.classList.toggle("open", !mission);
    lines.replaceChildren(...(mission ? mission.lines : [lines.dataset.open]).map((text) => {
      const line = document.createElement("span");
      line.textContent = text;
      return line;
    }));
    for (const slot of ["mission", "city"]) fill(slot, mission?.[slot] ?? "");
    fill("country", mission?.country_name ?? "");
    if (mission) fill("people", mission.people);
  }

  function write(text) {
    const before = signature.textContent;
    fill("signature", text);
    if (text && signature.textContent !== before) {
      signature.classList.remove("written");
      void signature.offsetWidth; // so that the pen starts anew
      signature.classList.add("written");
    }
  }

  function showChoices() {
    const only = mission?.count_only ?? false;
    const isLetter = level() !== "count_only";
    for (const choice of all("[data-choice]", desk)) {
      const hidden = only && choice.dataset.choice !== "count_only";
      choice.hidden = hidden;
      if (hidden) one("input", choice).checked = false;
    }
    for (const part of all("[data-for-letter]", desk)) part.hidden = !isLetter;
    sheet.classList.toggle("counted", !isLetter);
    for (const place of all('[data-say="country"]', desk)) place.textContent = mission?.country_name ?? place.dataset.open;
    for (const say of ["initials", "name"]) {
      const text = signed(say === "initials" ? "initials_country" : "name_country");
      for (const place of all(`[data-say="${say}"]`, desk)) place.textContent = (typed("name") && text) || place.dataset.open;
    }
  }

  function nameButton() {
    const chosen = level();
    const words = { email: "send", hand_in: "write", count: "count" };
    const key = chosen === "count_only" ? "count" : mission && chosen ? words[mission.channel] : "sign";
    one("[data-go]", desk).textContent = desk.dataset[key];
  }

  function show() {
    showChoices();
    nameButton();
    write(level() ? signed(level()) : "");
    fill("personal_line", typed("personal_line"));
    if (own) own.hidden = !typed("personal_line");
  }

  async function chooseCountry() {
    const code = typed("country");
    let found = null;
    if (code) {
      try {
        const answer = await fetch(`${desk.dataset.missionUrl}?country=${encodeURIComponent(code)}`, { headers: { Accept: "application/json" } });
        if (answer.ok) found = await answer.json();
      } catch { /* without the network's answer the page says nothing: the next step does */ }
    }
    if (typed("country") !== code) return; // another was chosen meanwhile
    mission = found;
    one("[data-found]", desk).replaceChildren(...(mission ? [["", mission.sentence], ["hint", mission.how]] : []).filter(([, text]) => text).map(([kind, text]) => {
      const line = document.createElement("p");
      line.className = kind;
      line.textContent = text;
      return line;
    }));
    one("[data-warning]", desk).textContent = mission?.warning ?? "";
    fillAddress();
    show();
  }

  for (const place of all("[data-say]", desk)) place.dataset.open ??= place.textContent;
  field("country").addEventListener("change", chooseCountry);
  desk.addEventListener("change", (event) => { if (event.target.name === "disclosure") show(); });
  let later;
  desk.addEventListener("input", (event) => {
    if (event.target.name !== "name" && event.target.name !== "personal_line") return;
    clearTimeout(later);
    later = setTimeout(show, 250);
  });
  // Also when the browser brings back what was filled in before: it does so after this script has run.
  addEventListener("pageshow", () => (typed("country") === (mission?.country ?? "") ? show() : chooseCountry()));
})();
