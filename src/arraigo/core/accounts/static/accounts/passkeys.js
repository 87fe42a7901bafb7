// Says in words what allauth's script would only write to the console, and hides passkeys where there are none.

const trouble = document.getElementById("llave-aviso");

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  if (!trouble) return;
  trouble.hidden = false;
  trouble.focus();
});

if (!window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("[data-passkey]")) form.hidden = true;
}
