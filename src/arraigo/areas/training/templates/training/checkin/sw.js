// Keeps the door's page and files, so that it opens without network. It never keeps what the door hears or tells.
const kept = {{ kept|safe }};

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(kept.name)
      .then((cache) => cache.addAll([kept.page, ...kept.files].map((url) => new Request(url, { cache: "reload", credentials: "same-origin" }))))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name.startsWith(kept.prefix) && name !== kept.name).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname !== kept.page && !kept.files.includes(url.pathname)) return;
  event.respondWith(
    caches
      .open(kept.name)
      .then((cache) => cache.match(url.pathname))
      .then((found) => found ?? fetch(event.request)),
  );
});
