// The door: who arrives is noted here, with or without network.

document.getElementById("sin-guiones").hidden = true;
const here = document.getElementById("guion").dataset;
const words = JSON.parse(document.getElementById("palabras").textContent);
const { open, call, Sender } = await import(here.keeping);
const { Camera, decodeFile } = await import(here.reading);

const AROUND = 2 * 3600_000;
const SHOWN = 8;
const at = (id) => document.getElementById(id);
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const show = (id, shown) => (at(id).hidden = !shown);
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

const state = { door: null, people: new Map(), codes: new Map(), scans: [], moving: new Map(), arrived: new Set(), last: ["", 0] };
const keeping = await open(`arraigo${location.pathname}`);
const sender = new Sender(keeping, here.send, refresh);

// ── The link: its secret is kept here and leaves the address ──

async function enterByLink() {
  const secret = location.hash.slice(1);
  if (!/^[\w-]{20,}$/.test(secret)) return;
  history.replaceState(null, "", location.pathname);
  const left = await keeping.enter(secret);
  await navigator.storage?.persist?.();
  return left;
}

async function fetchRoll(door) {
  const answer = await call(here.roll, door.secret);
  if (answer.status === 401) {
    await keeping.write("doors", [{ ...door, roll: null, closed: (await answer.json()).detail }]);
    return;
  }
  if (!answer.ok) throw new Error(String(answer.status));
  const roll = await answer.json();
  const held = { ...door, roll, session: roll.session.id, expires_at: roll.device.expires_at, closed: "" };
  await keeping.write("doors", [held]);
  await keeping.adopt(held);
}

async function update(door) {
  try {
    await fetchRoll(door);
    say("");
  } catch {
    say(door.roll ? words.list_kept : words.no_list);
  }
  await refresh();
  sender.soon();
}

// ── What the page knows ──

async function refresh() {
  await keeping.forget(Date.now());
  state.door = await keeping.door();
  state.scans = state.door ? await keeping.scans(state.door) : [];
  const roll = state.door?.roll;
  state.people = new Map((roll?.people ?? []).map(([id, name, document, code]) => [id, { id, name, document, code, key: fold(name) }]));
  state.codes = new Map([...state.people.values()].map((person) => [person.code, person]));
  state.moving = new Map((roll?.inside ?? []).map((id) => [id, "in"]));
  state.arrived = new Set(state.moving.keys());
  for (const scan of state.scans) {
    if (!scan.enrolment || !["pending", "counted", "already", "conflict"].includes(scan.state)) continue;
    state.moving.set(scan.enrolment, scan.direction);
    if (scan.direction === "in" && scan.state !== "conflict") state.arrived.add(scan.enrolment);
  }
  draw();
}

function draw() {
  const { door } = state;
  const ready = Boolean(door?.roll) && !door.closed;
  show("sin-enlace", !door);
  show("cerrada", Boolean(door?.closed));
  show("trabajo", ready);
  show("abajo", Boolean(door));
  const waits = state.scans.filter((scan) => scan.state === "pending").length;
  at("red").textContent = navigator.onLine ? words.online : words.offline;
  at("red").className = navigator.onLine ? "tag ok" : "tag warn";
  at("por-enviar").textContent = waits ? filled(waits === 1 ? words.one_waits : words.many_wait, { number: waits }) : words.all_sent;
  at("por-enviar").className = waits ? "tag warn" : "tag";
  if (door?.closed) at("cerrada-texto").textContent = door.closed + (waits ? ` ${filled(words.kept_here, { number: waits })}` : "");
  if (!door) return;
  if (door.roll) {
    const { session } = door.roll;
    at("titulo").textContent = session.title;
    const hours = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", weekday: "long", day: "numeric", month: "long", timeZone: session.timezone });
    at("jornada").textContent = [session.code, session.topic, hours.format(new Date(session.starts_at)), session.place].filter(Boolean).join(" · ");
    at("cuenta").textContent = filled(words.arrived, { number: state.arrived.size, whole: state.people.size });
  }
  drawScans();
}

function nameOf(scan) {
  return state.people.get(scan.enrolment)?.name ?? (state.door.roll ? words.unlisted : words.no_names);
}

function row(scan) {
  const line = document.createElement("li");
  const name = document.createElement("strong");
  const fact = document.createElement("span");
  const hour = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" }).format(new Date(scan.noted_at));
  name.textContent = nameOf(scan);
  fact.textContent = [hour, words[scan.direction], words[`state_${scan.state}`], ["conflict", "unknown"].includes(scan.state) ? scan.sentence : ""].filter(Boolean).join(" · ");
  fact.className = "soft small";
  line.append(name, fact);
  return line;
}

function drawScans() {
  const doubtful = state.scans.filter((scan) => ["conflict", "unknown"].includes(scan.state)).reverse();
  show("dudas", doubtful.length > 0);
  at("dudas-lista").replaceChildren(...doubtful.map(row));
  const rest = state.scans.filter((scan) => !doubtful.includes(scan)).slice(-12).reverse();
  show("ultimas", rest.length > 0);
  at("ultimas-lista").replaceChildren(...rest.map(row));
}

function say(text) {
  at("aviso").textContent = text;
  show("aviso", Boolean(text));
}

function answer(tone, name, word, detail = "") {
  const box = at("respuesta");
  box.className = `answer ${tone}`;
  box.hidden = false;
  box.replaceChildren(
    ...[["p", "who", name], ["p", "word", word], ["p", "detail", detail]].filter(([, , text]) => text).map(([tag, kind, text]) => Object.assign(document.createElement(tag), { className: kind, textContent: text })),
  );
  if (at("sonido").checked) signal(tone);
}

let audio;
function signal(tone) {
  navigator.vibrate?.(tone === "ok" ? 60 : [60, 80, 60]);
  audio ??= new AudioContext();
  const [note, gain] = [audio.createOscillator(), audio.createGain()];
  note.frequency.value = tone === "ok" ? 880 : 330;
  gain.gain.value = 0.08;
  note.connect(gain).connect(audio.destination);
  note.start();
  note.stop(audio.currentTime + (tone === "ok" ? 0.12 : 0.35));
}

// ── Noting ──

const direction = () => document.querySelector('input[name="sentido"]:checked').value;

async function keep(scan) {
  await keeping.write("scans", [{ nonce: crypto.randomUUID(), door: state.door.key, noted_at: new Date().toISOString(), direction: direction(), state: "pending", ...scan }]);
  await refresh();
  sender.send();
}

async function arrive(person, how) {
  const way = direction();
  if (state.moving.get(person.id) === way) {
    answer("again", person.name, way === "in" ? words.already : words.already_out);
    return;
  }
  const { starts_at, ends_at } = state.door.roll.session;
  const now = Date.now();
  const late = way === "in" ? Date.parse(ends_at) : Date.parse(ends_at) + AROUND;
  const doubtful = now < Date.parse(starts_at) - AROUND || now >= late;
  await keep({ enrolment: person.id, ...how });
  if (doubtful) answer("warn", person.name, words.noted, words.outside);
  else answer("ok", person.name, way === "in" ? words.came : words.left);
}

async function readCode(text) {
  if (text === state.last[0] && Date.now() - state.last[1] < 4000) {
    state.last[1] = Date.now();
    return;
  }
  state.last = [text, Date.now()];
  const token = text.match(/(?:^|\/)([\w-]{43})\/?$/)?.[1];
  if (!token) {
    answer("bad", "", words.no_badge, words.search_instead);
    return;
  }
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(token)));
  const code = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, 32);
  const person = state.codes.get(code);
  if (person) {
    await arrive(person, { token, method: "scan" });
    return;
  }
  // Enrolled since the list came, or a badge of another course: the city knows.
  if (!state.scans.some((scan) => scan.token === token && scan.direction === direction())) await keep({ token, method: "scan" });
  answer("bad", "", words.not_listed, words.not_listed_do);
}

// ── Searching ──

function matches(text) {
  const typed = fold(text).split(/\s+/).filter(Boolean);
  if (!typed.length || fold(text).length < 2) return [];
  const fits = (person) => typed.every((word) => person.key.split(/[\s,-]+/).some((part) => part.startsWith(word)) || (/\d/.test(word) && person.document && (person.document.toLowerCase().endsWith(word) || word.endsWith(person.document.toLowerCase()))));
  return [...state.people.values()].filter(fits).slice(0, SHOWN);
}

function drawMatches() {
  const text = at("buscar").value.trim();
  const found = matches(text);
  at("hallados").replaceChildren(
    ...found.map((person) => {
      const line = document.createElement("li");
      const button = Object.assign(document.createElement("button"), { type: "button", className: "found" });
      const name = Object.assign(document.createElement("strong"), { textContent: person.name });
      const facts = [person.document ? `•••• ${person.document}` : "", state.moving.get(person.id) === "in" ? words.is_in : ""].filter(Boolean).join(" · ");
      button.append(name, Object.assign(document.createElement("span"), { className: "soft small", textContent: facts }));
      button.addEventListener("click", () => choose(person));
      line.append(button);
      return line;
    }),
  );
  at("hallados-voz").textContent = text.length < 2 ? "" : found.length ? filled(found.length === 1 ? words.one_found : words.many_found, { number: found.length }) : words.none_found;
  show("nadie", text.length >= 2 && !found.length);
}

async function choose(person) {
  at("buscar").value = "";
  drawMatches();
  at("buscar").focus();
  await arrive(person, { method: "name" });
}

at("buscar").addEventListener("input", drawMatches);
at("busqueda").addEventListener("submit", (event) => {
  event.preventDefault();
  const [first] = matches(at("buscar").value);
  if (first) choose(first);
});
at("busqueda").addEventListener("keydown", (event) => {
  const stops = [at("buscar"), ...at("hallados").querySelectorAll("button")];
  const goal = stops[stops.indexOf(document.activeElement) + { ArrowDown: 1, ArrowUp: -1 }[event.key]];
  if (event.key === "Escape") at("buscar").value = "";
  if (event.key === "Escape") drawMatches();
  if (goal) {
    event.preventDefault();
    goal.focus();
  }
});

// ── The camera ──

const camera = new Camera(at("imagen"), here.reader, readCode);
at("camara").addEventListener("click", async () => {
  if (camera.stream) camera.stop();
  else await camera.start().catch(() => say(words.no_camera));
  const on = Boolean(camera.stream);
  if (on) say("");
  show("marco", on);
  at("camara").setAttribute("aria-pressed", String(on));
  at("camara-texto").textContent = on ? words.camera_off : words.camera_on;
});
at("foto").addEventListener("change", async () => {
  const [file] = at("foto").files;
  at("foto").value = "";
  if (!file) return;
  const text = await decodeFile(file, here.reader).catch(() => "");
  if (text) await readCode(text);
  else answer("bad", "", words.no_code, words.search_instead);
});

// ── Beginning ──

at("actualizar").addEventListener("click", () => state.door && update(state.door));
at("olvidar").addEventListener("click", async () => {
  if (state.scans.some((scan) => scan.state === "pending")) {
    say(words.not_yet);
    return;
  }
  await keeping.forget(Date.now(), true);
  at("respuesta").hidden = true;
  await refresh();
});
at("sonido").checked = localStorage.getItem("puerta-sonido") === "si";
at("sonido").addEventListener("change", () => localStorage.setItem("puerta-sonido", at("sonido").checked ? "si" : "no"));
addEventListener("online", draw);
addEventListener("offline", draw);
addEventListener("hashchange", async () => {
  const door = await enterByLink();
  if (door) await update(door);
});

navigator.serviceWorker?.register(here.worker, { scope: location.pathname });
const entered = await enterByLink();
await refresh();
const door = entered ?? state.door;
if (door && !door.closed && (entered || !door.roll)) await update(door);
else sender.soon();
setInterval(refresh, 60_000);
document.documentElement.classList.add("ready");
