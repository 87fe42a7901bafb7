// Says in words what allauth's script would only write to the console, and hides passkeys where there are none:
// in old browsers, and under an address of numbers, for which no browser keeps a passkey.

const trouble = document.getElementById("llave-aviso");
const byNumber = /^[\d.]+$|^\[/.test(location.hostname);

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  if (!trouble) return;
  trouble.hidden = false;
  trouble.focus();
});

if (!window.PublicKeyCredential || byNumber) {
  for (const form of document.querySelectorAll("[data-passkey]")) form.hidden = true;
}
