// The YAML text of a route: says in which line the cursor is, and goes to the line of an error. Works without scripts too.

const area = document.querySelector("[data-lines]");
const where = document.querySelector("[data-where]");

function lineOf(position) {
  return area.value.slice(0, position).split("\n").length;
}

function tell() {
  if (!where.dataset.words) where.dataset.words = where.textContent;
  where.textContent = `${lineOf(area.selectionStart)}:${area.selectionStart - area.value.lastIndexOf("\n", area.selectionStart - 1)}. ${where.dataset.words}`;
}

function go(line) {
  const lines = area.value.split("\n");
  const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  area.focus();
  area.setSelectionRange(start, start + (lines[line - 1] ?? "").length);
  area.scrollTop = Math.max((line - 4) * (area.scrollHeight / lines.length), 0);
}

if (area && where) {
  for (const event of ["keyup", "click", "select"]) area.addEventListener(event, tell);
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-line]");
    if (!link) return;
    event.preventDefault();
    go(Number(link.dataset.line));
  });
}
