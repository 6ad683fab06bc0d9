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

  // The count: asked for now and then while somebody looks. Only its words change, in a region that is read out politely.
  for (const words of all("[data-count]")) {
    const number = one("b", words);
    const turn = (answer) => {
      if (!answer.count || String(answer.count) === words.dataset.count) return;
      words.dataset.count = answer.count;
      const [before, after = ""] = answer.words.split(answer.shown);
      number.textContent = answer.shown;
      words.replaceChildren(before, number, after);
      number.classList.remove("turned");
      void number.offsetWidth; // so that it turns anew
      number.classList.add("turned");
    };
    setInterval(async () => {
      if (document.hidden) return;
      try {
        const answer = await fetch(words.dataset.countUrl, { headers: { Accept: "application/json" } });
        if (answer.ok) turn(await answer.json());
      } catch { /* the number that stands there was true when the page came */ }
    }, 20_000);
  }

  // Telling others: the device's own menu where there is one; a number for the organisers, and nothing else.
  for (const button of all("[data-share]")) {
    if (!navigator.share) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      navigator.share({ title: button.dataset.title, text: button.dataset.text, url: button.dataset.share }).catch(() => {});
    });
  }
  for (const counted of all("[data-count-by]")) {
    counted.addEventListener("click", () => { fetch(counted.dataset.countBy, { keepalive: true }).catch(() => {}); });
  }

  // How long ago somebody signed. The day that stands there is true for as long as the page is kept; this is finer.
  const relative = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto" });
  for (const time of all("time[data-ago]")) {
    const minutes = Math.floor((Date.now() - Date.parse(time.dateTime)) / 60_000);
    if (minutes < 0 || minutes >= 24 * 60) continue;
    time.textContent = minutes < 60 ? relative.format(-minutes, "minute") : relative.format(-Math.floor(minutes / 60), "hour");
  }

  // The desk: its own script comes when somebody begins to fill in the form, or comes back to what they had filled in.
  const more = document.currentScript.dataset.more;
  const desk = one("[data-desk]");
  if (!desk) return;

  let coming = null;
  let isHere = false;
  const wake = () => (coming ??= new Promise((done) => {
    const script = Object.assign(document.createElement("script"), { src: more, onload: done, onerror: done });
    setTimeout(done, 3_000);
    document.head.append(script);
  }).then(() => { isHere = true; }));
  for (const touch of ["pointerover", "pointerdown", "focusin", "change"]) desk.addEventListener(touch, wake);
  addEventListener("pageshow", () => { if (desk.elements.namedItem("country").value) wake(); });
  desk.addEventListener("submit", (event) => { // filled in by a program, and sent at the first touch
    if (isHere || !desk.requestSubmit) return;
    event.preventDefault();
    wake().then(() => desk.requestSubmit(event.submitter));
  });
})();
