// What the guide adds where scripts run; everything works without it.
const out = document.querySelector(".out");
const main = document.getElementById("main");
let escaped = -Infinity;
let led = false;

// Leave at once, without this page in the history of the tab.
function leave(event) {
  event?.preventDefault();
  led = true;
  document.body.hidden = true;
  location.replace(out.href);
}

out.addEventListener("click", leave);
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (event.timeStamp - escaped < 1500) leave();
  escaped = event.timeStamp;
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// The telephone's own way of sharing, where it has one: the beginning of the route, never this page.
if (navigator.share) {
  for (const link of document.querySelectorAll("[data-share]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      navigator.share({ title: link.dataset.title, url: link.dataset.share }).catch(() => {});
    });
  }
}

// A question that is closed without an answer is counted, by month and with nobody behind it.
addEventListener("click", (event) => { led ||= Boolean(event.target.closest("a, button")); });
addEventListener("pagehide", (event) => {
  if (!led && !event.persisted && main.dataset.left) navigator.sendBeacon(main.dataset.left, main.dataset.at);
});
