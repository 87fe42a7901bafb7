// After a decision the next doubt takes the focus, so that a whole queue can be walked with the keyboard alone.
document.addEventListener("htmx:afterSettle", (event) => {
  const doubt = event.target.closest?.("[data-doubt]") ?? event.target;
  if (!doubt.matches?.("[data-doubt]")) return;
  if (!doubt.querySelector("[data-done]")) {
    (doubt.querySelector("input[type=search], select") ?? doubt.querySelector("[data-doubt-name]"))?.focus();
    return;
  }
  let next = doubt.nextElementSibling;
  while (next && next.querySelector("[data-done]")) next = next.nextElementSibling;
  const goal = next?.querySelector("[data-doubt-name]") ?? document.getElementById("por-revisar");
  goal?.focus();
});
