// Answers in the guide's place where there is no network, with the bundle that somebody chose to keep.
// It keeps nothing of its own accord: neither pages that were read nor anything that was typed.
const SCOPE = new URL(self.registration.scope).pathname;
const CITY = SCOPE.replace(/guia\/$/, "");
const STORE = `arraigo-guia:${SCOPE}`;
const PATIENCE = 6000;
const AGAIN = 6 * 60 * 60 * 1000;
const bundles = new Map();
let checked = 0;

const shelf = (language) => `${SCOPE}~guardado/${language}`;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  const { what, from } = event.data;
  const work = { save: () => save(from), state, forget }[what];
  if (!work) return;
  event.waitUntil(
    work().then((told) => event.ports[0].postMessage({ told }), () => event.ports[0].postMessage({ failed: true })),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event, url));
  else if (request.method === "GET") event.respondWith(resource(request));
});

// The network first: it knows what is open. Where it is silent, what was kept.
async function page(event, url) {
  const asked = fetch(event.request);
  asked.catch(() => {});
  const kept = await find(url, event.request.method).catch(() => null);
  if (!kept) return asked;
  try {
    // Where nothing was kept of an address, or something was sent, only the network can answer, however late.
    const answer = await (kept.holds ? Promise.race([asked, slow()]) : asked);
    if (answer.status < 502 || answer.status > 504) {
      event.waitUntil(freshen());
      return answer;
    }
  } catch { /* no network */ }
  return kept.draw();
}

const slow = () => new Promise((_, refuse) => setTimeout(refuse, PATIENCE));

async function resource(request) {
  const cache = await caches.open(STORE);
  return (await cache.match(request)) ?? fetch(request);
}

// What was kept for an address, or what says that it was not kept; nothing where nothing was kept at all.
async function find(url, method) {
  const path = decodeURI(url.pathname).slice(CITY.length).replace(/index\.html$/, "");
  const all = (await Promise.all((await languages()).map(read))).filter(Boolean);
  if (!all.length) return null;
  const holds = method === "GET" && all.find((one) => path in one.pages);
  if (holds) return { holds: true, draw: () => drawn(holds, path, 200) };
  const near = all.filter((one) => path.startsWith(one.home)).sort((a, b) => b.home.length - a.home.length)[0] ?? all[0];
  return { holds: false, draw: () => drawn(near, near.missing, 404) };
}

function drawn(bundle, path, status) {
  const html = bundle.pages[path].map((number) => bundle.pieces[number]).join("");
  return new Response(html, { status, headers: { "Content-Type": "text/html; charset=utf-8" } });
}

async function languages() {
  const keys = await (await caches.open(STORE)).keys();
  const before = shelf("");
  return keys.map((one) => new URL(one.url).pathname).filter((one) => one.startsWith(before))
    .map((one) => one.slice(before.length));
}

async function read(language) {
  if (!bundles.has(language)) {
    const kept = await (await caches.open(STORE)).match(shelf(language));
    if (kept) bundles.set(language, await kept.json());
  }
  return bundles.get(language);
}

// The bundle goes in last, in one piece: a line that breaks leaves what was there before.
async function save(from, tag = "") {
  const answer = await fetch(from, { cache: "no-store", credentials: "omit", headers: tag ? { "If-None-Match": tag } : {} });
  if (answer.status === 304) return state();
  if (!answer.ok) throw new Error(answer.status);
  const text = await answer.text();
  const told = JSON.parse(text);
  const cache = await caches.open(STORE);
  await Promise.all(told.loads.map(async (path) => {
    const one = await fetch(path, { cache: "no-cache", credentials: "omit" });
    if (!one.ok) throw new Error(one.status);
    await cache.put(path, one);
  }));
  const headers = { "X-From": from, "X-Tag": answer.headers.get("ETag") ?? "", "X-Day": new Date().toISOString() };
  await cache.put(shelf(told.language), new Response(text, { headers }));
  bundles.set(told.language, told);
  return state();
}

async function state() {
  const cache = await caches.open(STORE);
  return Promise.all((await languages()).map(async (language) => {
    const { headers } = await cache.match(shelf(language));
    const { name, zone, services } = await read(language);
    return { language, name, zone, services, day: headers.get("X-Day") };
  }));
}

// The same guide costs a question and no answer; who pays for every byte is not asked.
async function freshen() {
  if (Date.now() - checked < AGAIN || navigator.connection?.saveData) return;
  checked = Date.now();
  const cache = await caches.open(STORE);
  for (const language of await languages()) {
    const { headers } = await cache.match(shelf(language));
    await save(headers.get("X-From"), headers.get("X-Tag")).catch(() => {});
  }
}

async function forget() {
  bundles.clear();
  await caches.delete(STORE);
  return [];
}
