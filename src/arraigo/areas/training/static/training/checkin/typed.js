// Makes the checklist fast: a piece of a surname or the last digits, Enter, next. Each mark is saved as it is made.

const form = document.getElementById("lista");
const words = form.dataset;
const quick = form.querySelector("[data-quick]");
const field = document.getElementById("rapido");
const said = form.querySelector("[data-said]");
const undo = form.querySelector("[data-undo]");
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const lines = [...form.querySelectorAll("[data-signer]")].map((line) => ({
  line,
  box: line.querySelector('input[type="checkbox"]'),
  name: line.dataset.name,
  parts: fold(line.dataset.name).split(/[\s,-]+/),
  digits: line.dataset.digits.toLowerCase(),
}));
const done = [];
quick.hidden = false;

const isIn = (one) => (one.box ? one.box.checked : true);

function fits(one, typed) {
  return typed.every((word) => one.parts.some((part) => part.startsWith(word)) || (/\d/.test(word) && one.digits && (one.digits.endsWith(word) || word.endsWith(one.digits))));
}

function found() {
  const typed = fold(field.value).split(/\s+/).filter(Boolean);
  return lines.filter((one) => !typed.length || fits(one, typed));
}

function draw() {
  const shown = new Set(found());
  const next = field.value.trim() ? [...shown].find((one) => !isIn(one)) : undefined;
  for (const one of lines) {
    one.line.hidden = !shown.has(one) || (Boolean(field.value.trim()) && isIn(one));
    one.line.classList.toggle("next", one === next);
  }
  form.querySelector("[data-count]").textContent = lines.filter(isIn).length;
  undo.disabled = !done.length;
  if (field.value.trim() && !next) said.textContent = words.nobody;
}

async function save(one) {
  const data = new FormData();
  data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  data.append(one.box.checked ? "presentes" : "antes", one.box.value);
  const words_of = `${one.box.checked ? words.marked : words.undone} ${one.name}`;
  said.textContent = `${words_of} · ${words.saving}`;
  try {
    const answer = await fetch(location.pathname, { method: "POST", body: data, headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.status === 409 ? (await answer.json()).detail : "");
    remember(one);
    said.textContent = `${words_of} · ${words.saved}`;
  } catch (error) {
    said.textContent = error.message && !(error instanceof TypeError) ? error.message : words.failed;
  }
}

// What the page showed as marked, so that the whole form, sent later, takes back only that.
function remember(one) {
  const before = one.line.querySelector('input[name="antes"]');
  if (one.box.checked && !before) {
    one.line.append(Object.assign(document.createElement("input"), { type: "hidden", name: "antes", value: one.box.value }));
  } else if (!one.box.checked) before?.remove();
}

function mark(one, checked) {
  one.box.checked = checked;
  if (checked) done.push(one);
  field.value = "";
  draw();
  field.focus();
  return save(one);
}

field.addEventListener("input", () => {
  said.textContent = "";
  draw();
});
field.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  const next = field.value.trim() && found().find((one) => !isIn(one));
  if (next) mark(next, true);
});
undo.addEventListener("click", () => {
  const last = done.pop();
  if (last) mark(last, false);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "z" && (event.ctrlKey || event.metaKey) && !field.value && done.length) {
    event.preventDefault();
    undo.click();
  }
});
form.addEventListener("change", (event) => {
  const one = lines.find((line) => line.box === event.target);
  if (!one) return;
  if (one.box.checked) done.push(one);
  draw();
  save(one);
});
draw();
field.focus();
