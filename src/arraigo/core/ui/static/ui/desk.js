// What scripts add to the desk. Every page works without this file.

const html = document.documentElement;
html.classList.add("js");

const say = (text) => {
  const voice = document.getElementById("voz");
  if (voice) voice.textContent = text;
};
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const boxes = (listing) => [...listing.querySelectorAll('tbody .tick input[type="checkbox"]')];

// ── Tables: the bar of actions appears with the first tick ──

function countTicks(listing) {
  const bar = listing.querySelector("[data-bulk]");
  if (!bar) return;
  const all = boxes(listing);
  const ticked = all.filter((box) => box.checked).length;
  const words = bar.querySelector("[data-bulk-count]");
  const every = listing.querySelector("[data-all]");
  bar.classList.toggle("some", ticked > 0);
  words.textContent = `${ticked} ${ticked === 1 ? words.dataset.one : words.dataset.many}`;
  every.checked = ticked === all.length && ticked > 0;
  every.indeterminate = ticked > 0 && ticked < all.length;
}

let lastTick = null;

document.addEventListener("click", (event) => {
  const box = event.target.closest?.('tbody .tick input[type="checkbox"]');
  if (!box) return;
  const listing = box.closest("[data-listing]");
  const all = boxes(listing);
  if (event.shiftKey && lastTick && all.includes(lastTick)) {
    const [from, to] = [all.indexOf(lastTick), all.indexOf(box)].sort((a, b) => a - b);
    for (const one of all.slice(from, to + 1)) one.checked = box.checked;
  }
  lastTick = box;
  countTicks(listing);
});

document.addEventListener("change", (event) => {
  const listing = event.target.closest?.("[data-listing]");
  if (!listing) return;
  if (event.target.matches("[data-all]")) {
    for (const box of boxes(listing)) box.checked = event.target.checked;
  }
  countTicks(listing);
});

document.addEventListener("reset", (event) => {
  const listing = event.target.closest("[data-listing]");
  if (listing) setTimeout(() => countTicks(listing));
});

// ── Tables: arrows walk from row to row, the space bar ticks ──

document.addEventListener("keydown", (event) => {
  const row = event.target.closest?.("[data-grid] tbody tr");
  if (!row || event.target.matches('input:not([type="checkbox"]), select, textarea')) return;
  const rows = [...row.parentElement.rows];
  const goal = { ArrowDown: 1, ArrowUp: -1, Home: -rows.length, End: rows.length }[event.key];
  if (goal === undefined) return;
  const next = rows[Math.min(Math.max(rows.indexOf(row) + goal, 0), rows.length - 1)];
  const cell = event.target.closest("td, th").cellIndex;
  const stop = next.cells[cell]?.querySelector("a, button, input") ?? next.querySelector("a, button, input");
  if (stop) {
    event.preventDefault();
    stop.focus();
  }
});

// ── Menus close on Escape and on a click elsewhere; "/" goes to the search box ──

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    const open = document.activeElement?.closest("details[data-menu][open]") ?? document.querySelector("details[data-menu][open]");
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
    }
  }
  if (event.key === "/" && !event.target.closest?.("input, textarea, select, [contenteditable]")) {
    const search = document.querySelector("[data-search-key]");
    if (search?.offsetParent) {
      event.preventDefault();
      search.focus();
    }
  }
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener(
  "toggle",
  (event) => {
    const rail = event.target.matches("details.who[open]") && event.target.closest(".rail");
    if (rail) rail.scrollTop = rail.scrollHeight;
  },
  true,
);

// ── Dialogs: a link to #id opens the real thing, with its focus and its Escape ──

document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="#"]');
  if (!link) return;
  const goal = link.hash.length > 1 ? document.getElementById(decodeURIComponent(link.hash.slice(1))) : null;
  if (goal instanceof HTMLDialogElement) {
    event.preventDefault();
    goal.showModal();
  } else if (link.hash.length <= 1 && link.closest("dialog[open]")) {
    event.preventDefault();
    link.closest("dialog").close();
  }
});

// ── Files dropped on a zone go into its own input ──

function nameFiles(zone) {
  const list = zone.querySelector("[data-files]");
  const files = [...zone.querySelector('input[type="file"]').files];
  list.replaceChildren(
    ...(files.length > 1 ? files : []).map((file) => Object.assign(document.createElement("li"), { textContent: file.name })),
  );
}

document.addEventListener("dragover", (event) => {
  const zone = event.target.closest?.("[data-drop]");
  if (!zone) return;
  event.preventDefault();
  zone.classList.add("over");
});

document.addEventListener("dragleave", (event) => {
  const zone = event.target.closest?.("[data-drop]");
  if (zone && !zone.contains(event.relatedTarget)) zone.classList.remove("over");
});

document.addEventListener("drop", (event) => {
  const zone = event.target.closest?.("[data-drop]");
  if (!zone) return;
  event.preventDefault();
  zone.classList.remove("over");
  const input = zone.querySelector('input[type="file"]');
  const kept = new DataTransfer();
  const files = [...event.dataTransfer.files];
  for (const file of input.multiple ? files : files.slice(0, 1)) kept.items.add(file);
  input.files = kept.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
});

document.addEventListener("change", (event) => {
  const zone = event.target.closest?.("[data-drop]");
  if (zone) nameFiles(zone);
});

// ── A long select gets a box that narrows it ──

function narrow(wrap) {
  const select = wrap.querySelector("select");
  const options = [...select.options];
  if (options.length < 8 || wrap.dataset.ready) return;
  wrap.dataset.ready = "yes";
  const box = Object.assign(document.createElement("input"), { type: "search", className: "input", autocomplete: "off" });
  box.placeholder = wrap.dataset.label;
  box.setAttribute("aria-label", wrap.dataset.label);
  box.setAttribute("aria-controls", select.id);
  wrap.prepend(box);
  box.addEventListener("input", () => {
    const words = plain(box.value).split(/\s+/).filter(Boolean);
    const found = options.filter((one) => one.selected || words.every((word) => plain(one.text).includes(word)));
    select.replaceChildren(...found);
    select.size = words.length ? Math.min(Math.max(found.length, 2), 8) : 0;
    if (words.length) say(found.length ? `${found.length}` : wrap.dataset.none);
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") {
      event.preventDefault();
      select.focus();
    }
    if (event.key === "Enter") event.preventDefault();
  });
  select.addEventListener("change", () => {
    select.size = 0;
  });
}

// ── The theme changes at once; the form remembers it ──

document.addEventListener("submit", (event) => {
  const form = event.target.closest?.("[data-theme-switch]");
  if (!form || !event.submitter) return;
  event.preventDefault();
  const body = new FormData(form, event.submitter);
  const theme = { claro: "light", oscuro: "dark" }[body.get("tema")];
  if (theme) html.dataset.theme = theme;
  else delete html.dataset.theme;
  for (const other of document.querySelectorAll("[data-theme-switch] button")) {
    other.setAttribute("aria-pressed", String(other.value === body.get("tema")));
  }
  fetch(form.action, { method: "POST", body, redirect: "manual" });
});

// ── A button that sends a form once does not send it twice ──

document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (event.defaultPrevented || !button || event.target.method !== "post") return;
  setTimeout(() => button.setAttribute("aria-busy", "true"));
  window.addEventListener("pageshow", () => button.removeAttribute("aria-busy"), { once: true });
});

// ── What has just arrived ──

function arrive(root) {
  for (const listing of root.querySelectorAll("[data-listing]")) prepare(listing);
  if (root.matches?.("[data-listing]")) prepare(root);
  for (const wrap of root.querySelectorAll("[data-search-select]")) narrow(wrap);
}

function prepare(listing) {
  const every = listing.querySelector("[data-all]");
  if (every) every.hidden = false;
  countTicks(listing);
}

document.addEventListener("htmx:afterSwap", (event) => {
  const fresh = document.getElementById(event.detail.target.id) ?? event.detail.target;
  arrive(fresh.parentElement ?? fresh);
  const words = fresh.querySelector?.("[data-say]");
  if (document.activeElement === document.body) words?.focus();
  say(words?.textContent.trim().replace(/\s+/g, " ") ?? "");
});

arrive(document);
document.querySelector("[data-focus]:not([data-quiet] *)")?.focus();
