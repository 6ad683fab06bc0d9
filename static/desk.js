// The letter fills in while somebody chooses, and a sum is done meanwhile. Comfort alone: the form works without this file.
(() => {
  "use strict";

  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector, within = document) => within.querySelector(selector);

  const desk = one("[data-desk]");
  const sheet = one("[data-sheet]", desk);
  const letters = all("[data-letter]", desk); // one for each language that is offered
  const field = (name) => desk.elements.namedItem(name);
  const typed = (name) => field(name)?.value.trim() ?? "";
  const areas = { top: field("edited_top"), end: field("edited_end") };
  const found = one("[data-found]", desk);
  const asked = found.innerHTML;
  const examples = new Map(all("[data-say]", desk).map((place) => [place, place.textContent]));
  let mission = null; // what the site says about the chosen country

  const level = () => (mission?.count_only ? "count_only" : (field("disclosure")?.value ?? ""));
  const chosen = () => one("[data-chosen] [data-letter]", desk);
  const countryIn = (language) => mission?.countries[language] ?? mission?.country_name ?? "";

  // The same as `initials` in actions/domain/disclosure.py.
  const initials = (name) =>
    name.split(/\s+/).map((word) => word.replace(/^['’"\-.]+/, "")).filter(Boolean).slice(0, 3)
      .map((word) => `${word.match(/^.\p{M}*/su)[0].toUpperCase()}.`).join(" ");

  function signed(how, language) {
    const shown = how === "initials_country" ? initials(typed("name")) : typed("name");
    const country = countryIn(language);
    return shown && mission ? `${shown}${/^\p{Script=Arabic}/u.test(country) ? "،" : ","} ${country}` : shown;
  }

  const element = (name, text, kind = "") => Object.assign(document.createElement(name), { textContent: text, className: kind });

  function fill(slot, text, within = desk) {
    for (const place of all(`[data-slot="${slot}"]`, within)) {
      place.classList.toggle("open", !text);
      place.textContent = text || place.dataset.open;
    }
  }

  function fillAddress() {
    fill("addressee", mission?.mission ?? "");
    const lines = one('[data-slot="lines"]', sheet);
    lines.classList.toggle("open", !mission);
    lines.replaceChildren(...(mission ? mission.lines : [lines.dataset.open]).map((text) => element("span", text)));
    for (const slot of ["mission", "city"]) fill(slot, mission?.[slot] ?? "");
    for (const letter of [desk, ...letters]) fill("country", countryIn(letter.dataset.letter), letter);
    if (mission) fill("people", mission.people);
  }

  function write() {
    for (const letter of letters) {
      const place = one("[data-signature]", letter);
      const before = place.textContent;
      const text = level() ? signed(level(), letter.dataset.letter) : "";
      fill("signature", text, letter);
      if (text && place.textContent !== before) {
        place.classList.remove("written");
        void place.offsetWidth; // so that the pen starts anew
        place.classList.add("written");
      }
    }
    fill("personal_line", typed("personal_line"));
    for (const own of all("[data-own]", desk)) own.hidden = !typed("personal_line");
  }

  // The letter in the other language changes places with the one on the sheet.
  function chooseLanguage() {
    const language = all('[name="letter_language"]', desk).find((each) => each.checked)?.value;
    const wanted = letters.find((each) => each.dataset.letter === language);
    const present = chosen();
    if (!wanted || wanted === present) return;
    const place = wanted.parentElement;
    one("[data-chosen]", desk).replaceChildren(wanted);
    place.replaceChildren(present);
    const kept = one("[data-kept]", desk);
    const demands = one(".rest > ul", wanted);
    if (kept && demands) {
      kept.lang = language;
      kept.replaceChildren(...all("li", demands).map((each) => element("li", each.textContent)));
    }
  }

  // Own words around the requests. What stands in a field is nobody's until it differs from what was written there.
  const lineText = (block) => [...block.childNodes].map((each) => (each.nodeName === "BR" ? "\n" : each.textContent)).join("").trim();
  const partText = (name) => all(`[data-part="${name}"] > *`, chosen())
    .map((block) => (block.matches("ul") ? all("li", block).map((each) => `– ${each.textContent}`).join("\n") : lineText(block))).join("\n\n");
  const same = (a, b) => a.split(/\s+/).join(" ").trim() === b.split(/\s+/).join(" ").trim();
  const standard = {};
  const isOwn = (name) => areas[name].value.trim() !== "" && !same(areas[name].value, standard[name]);

  function showEdits() {
    if (!areas.top || !areas.end) return;
    const isKnown = !all("[data-part] .open", chosen()).length;
    for (const name of ["top", "end"]) {
      const now = partText(name);
      standard[name] ??= now; // at first: own words may have come with the page, or back with it
      const wasOwn = isOwn(name);
      standard[name] = now;
      if (!wasOwn && isKnown) areas[name].value = now;
    }
    const isTouched = isOwn("top") || isOwn("end");
    one("[data-parts]", desk).hidden = !isKnown && !isTouched;
    one("[data-later]", desk).hidden = isKnown || isTouched;
    if (isKnown && !isTouched && mission) field("edited_for").value = `${mission.country}.${chosen().dataset.letter}`;
    for (const name of ["top", "end"]) {
      const own = isOwn(name);
      const places = all(`[data-edit="${name}"]`, chosen());
      const words = own ? areas[name].value.trim().split(/\n\s*\n/) : [];
      for (const [index, place] of places.entries()) {
        const mine = index < places.length - 1 ? words.splice(0, 1) : words;
        place.replaceChildren(...mine.map((text) => element("p", text, "own")));
        place.hidden = !own;
      }
      for (const part of all(`[data-part="${name}"]`, chosen())) part.hidden = own;
    }
  }

  // What may tell more than its sender wants: the same as `gives_away` in actions/domain/disclosure.py.
  function standsIn(part, words) {
    const pattern = part.split(/\s+/).map((each) => each.replace(/[.*+?^${}()|[\]\\\/]/g, "\\$&")).join("\\s+");
    return new RegExp(`(?<![\\p{L}\\p{M}\\p{N}_])${pattern}(?![\\p{L}\\p{M}\\p{N}_])`, "u").test(words);
  }

  function caution() {
    const own = [typed("personal_line"), ...["top", "end"].map((name) => (areas[name] && standard[name] !== undefined && isOwn(name) ? areas[name].value : ""))];
    const words = own.join(" ").normalize().toLowerCase();
    const name = typed("name").normalize().toLowerCase();
    const email = typed("email").toLowerCase();
    const parts = [name, ...name.split(/\s+/).slice(1).filter((each) => each.length > 2)].filter(Boolean);
    const isLetter = level() !== "" && level() !== "count_only";
    const domain = `.${email.split("@")[1] ?? ""}`;
    const applies = {
      name: level() === "initials_country" && parts.some((part) => standsIn(part, words)),
      address: isLetter && level() !== "name_reply_to" && email.includes("@") && words.includes(email),
      mail_service: domain.length > 1 && desk.dataset.services.split(" ").some((each) => each && domain.endsWith(`.${each}`)),
    };
    for (const place of all("[data-caution]", desk)) place.hidden = !applies[place.dataset.caution];
    field("seen").value = Object.keys(applies).filter((each) => applies[each]).join(" ");
  }

  function count() {
    for (const area of all("[data-most]", desk)) {
      const counter = one(".counter", area.parentElement);
      const left = area.dataset.most - [...area.value.trim()].length;
      counter.hidden = false;
      counter.textContent = (left < 0 ? counter.dataset.over : counter.dataset.left).replace("#", Math.abs(left).toLocaleString(document.documentElement.lang));
    }
  }

  function showChoices() {
    const only = mission?.count_only ?? false;
    desk.classList.toggle("is-counted", only);
    if (only) {
      for (const each of all('[name="disclosure"]:checked', desk)) each.checked = each.value === "count_only";
      for (const each of ["shown", "updates"]) if (field(each)) field(each).checked = false;
    }
    sheet.classList.toggle("counted", level() === "count_only");
    const name = typed("name");
    const language = chosen()?.dataset.letter;
    for (const [place, example] of examples) {
      const how = place.closest("[data-choice]")?.dataset.choice ?? "";
      const says = {
        signature: name && signed(how, language),
        sender: name && how !== "initials_country" && example.replace(/^"[^]* via /, () => `"${name.replace(/["\\]/g, "\\$&")} via `),
        email: typed("email"),
        first: name.split(/\s+/)[0],
        country: mission?.country_name,
      };
      place.textContent = says[place.dataset.say] || example;
    }
  }

  function nameButton() {
    const how = level();
    const words = { email: "goSend", hand_in: "goWrite", count: "goCount" };
    const key = how === "count_only" ? "goCount" : mission && how ? words[mission.channel] : "goSign";
    one("[data-go]", desk).textContent = desk.dataset[key];
  }

  function show() {
    chooseLanguage();
    showChoices();
    nameButton();
    write();
    showEdits();
    caution();
    count();
  }

  /** With its English below, while nobody has reviewed the translation. */
  function say(name) {
    const place = one(`[data-${name}]`, desk);
    place.textContent = mission?.[name] ?? "";
    const english = mission?.[`${name}_english`];
    if (english) place.append(" ", Object.assign(element("small", english, "english"), { lang: "en", dir: "ltr" }));
  }

  // Where only a number can go, the rest of the form closes up, unless it is in sight: nothing moves that anybody looks at.
  const forLetters = all(".for-letter, .tongue, .news-choice", desk);
  function closeUp(only) {
    const below = only ? forLetters.filter((part) => part.getBoundingClientRect().top > innerHeight) : [];
    for (const part of forLetters) part.classList.toggle("closed", below.includes(part));
  }

  async function chooseCountry() {
    const code = typed("country");
    closeUp(false);
    let answered = null;
    if (code) {
      try {
        const answer = await fetch(`${desk.dataset.missionUrl}?country=${encodeURIComponent(code)}`, { headers: { Accept: "application/json" } });
        if (answer.ok) answered = await answer.json();
      } catch { /* without the network's answer the page says nothing: the next step does */ }
    }
    if (typed("country") !== code) return; // another was chosen meanwhile
    mission = answered;
    if (mission) found.replaceChildren(element("p", mission.sentence), element("p", mission.brief, "hint"));
    else found.innerHTML = asked;
    if (mission) one("[data-how]", desk).textContent = mission.how;
    const report = one("[data-report]", desk);
    report.href = mission ? `${report.dataset.report}?country=${mission.country}` : report.dataset.report;
    say("warning");
    say("instead");
    fillAddress();
    show();
    closeUp(mission?.count_only ?? false);
  }

  field("country").addEventListener("change", chooseCountry);
  desk.addEventListener("change", (event) => { if (["disclosure", "letter_language"].includes(event.target.name)) show(); });
  let later;
  desk.addEventListener("input", (event) => {
    if (!["name", "personal_line", "email", "edited_top", "edited_end"].includes(event.target.name)) return;
    clearTimeout(later);
    later = setTimeout(show, 250);
  });
  desk.addEventListener("submit", () => { clearTimeout(later); caution(); });
  const recall = () => (typed("country") === (mission?.country ?? "") ? show() : chooseCountry());
  addEventListener("pageshow", recall); // what the browser brings back it fills in without a word
  recall();
})();

// Proof of work: while somebody fills in the form, the browser finds the answer to a sum, so that a script pays as much for each
// signature. Where it can't (no secure context, no network) a lower limit applies, and nothing is said.
(() => {
  "use strict";

  const form = document.querySelector("[data-challenge]");
  const field = form?.elements.namedItem("proof");
  if (!field || !globalThis.crypto?.subtle) return;

  const GOOD_FOR = 25 * 60_000; // milliseconds; the server says half an hour
  const LONGEST_WAIT = 6_000; // of somebody who sends the form before the answer is found
  const bytes = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
  const asHex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  async function derive({ nonce, salt, cost, keyLength }, counter) {
    const password = new Uint8Array(20);
    password.set(bytes(nonce));
    new DataView(password.buffer).setUint32(16, counter);
    const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
    const how = { name: "PBKDF2", hash: "SHA-256", salt: bytes(salt), iterations: cost };
    return asHex(await crypto.subtle.deriveBits(how, key, keyLength * 8));
  }

  // Beside the page's own thread, each try a few milliseconds.
  async function solve({ parameters, signature }) {
    let next = 1;
    let solution = null;
    const lane = async () => {
      while (!solution && next < 5_000) {
        const counter = next++;
        const derivedKey = await derive(parameters, counter);
        if (derivedKey.startsWith(parameters.keyPrefix)) solution = { counter, derivedKey };
      }
    };
    await Promise.all(Array.from({ length: Math.min(navigator.hardwareConcurrency || 2, 4) }, lane));
    return btoa(JSON.stringify({ challenge: { parameters, signature }, solution }));
  }

  let work = null;
  let since = 0;
  let isWaiting = false;
  let isLate = false; // sent without an answer, if there is still none

  const isProven = () => field.value && Date.now() - since < GOOD_FOR;

  function prove() {
    if (work && Date.now() - since < GOOD_FOR) return work;
    field.value = "";
    since = Date.now();
    const mine = fetch(form.dataset.challenge)
      .then((answer) => (answer.ok ? answer.json() : Promise.reject()))
      .then(solve)
      .then((proof) => { if (work === mine) field.value = proof; })
      .catch(() => { if (work === mine) work = null; }); // tried again when the form is touched again
    return (work = mine);
  }

  for (const touch of ["focusin", "pointerdown", "change"]) form.addEventListener(touch, prove);

  form.addEventListener("submit", (event) => {
    if (isLate || isProven() || event.submitter?.value === "preview" || !form.requestSubmit) return;
    event.preventDefault();
    if (isWaiting) return;
    isWaiting = true;
    event.submitter?.setAttribute("aria-busy", "true");
    const enough = new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT));
    Promise.race([prove(), enough]).then(() => {
      isLate = true;
      form.requestSubmit(event.submitter);
    });
  });

  // Back on a page that was sent: what it proved is used up.
  const begin = () => {
    work = null;
    isWaiting = isLate = false;
    form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
    field.value = "";
  };
  addEventListener("pageshow", begin);
  begin();
  prove(); // this script is here because somebody has begun
})();
