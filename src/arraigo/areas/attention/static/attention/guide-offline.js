// Keeps the guide in the telephone when somebody asks for it, and takes it away again.
const form = document.querySelector("[data-worker]");
const { worker, scope, language } = form.dataset;
const [select, said, kept] = ["select", "[role=status]", "[data-kept]"].map((one) => form.querySelector(one));
const [store, drop] = ["[data-store]", "[data-drop]"].map((one) => form.querySelector(one));

async function ask(message) {
  const { active, waiting, installing } = await navigator.serviceWorker.getRegistration(scope);
  const { port1, port2 } = new MessageChannel();
  return new Promise((done, refuse) => {
    port1.onmessage = ({ data }) => (data.failed ? refuse(new Error()) : done(data.told));
    (active ?? waiting ?? installing).postMessage(message, [port2]);
  });
}

function show(all) {
  const one = all.find((told) => told.language === language);
  kept.hidden = drop.hidden = !all.length;
  if (!one) return;
  const day = new Date(one.day).toLocaleDateString(language, { day: "numeric", month: "long", year: "numeric" });
  kept.textContent = form.dataset.is.replace("{name}", one.name).replace("{n}", one.services).replace("{day}", day);
  for (const option of select.options) option.selected = option.dataset.zone === one.zone;
}

async function work(words, doing) {
  said.textContent = form.dataset[words];
  store.disabled = drop.disabled = true;
  try {
    show(await doing());
    said.textContent = form.dataset[`${words}Done`];
  } catch {
    said.textContent = form.dataset[`${words}Failed`];
  }
  store.disabled = drop.disabled = false;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  work("saving", async () => {
    await navigator.serviceWorker.register(worker, { scope, updateViaCache: "none" });
    await navigator.serviceWorker.ready;
    return ask({ what: "save", from: select.value });
  });
});

drop.addEventListener("click", () => work("dropping", async () => {
  const none = await ask({ what: "forget" });
  await (await navigator.serviceWorker.getRegistration(scope))?.unregister();
  return none;
}));

if ("serviceWorker" in navigator && "caches" in window) {
  form.hidden = false;
  if (await navigator.serviceWorker.getRegistration(scope)) show(await ask({ what: "state" }));
}
