// A link to a passage (#p12) finds it wherever it stands: where it is not on this page, the server says on which.
const wanted = /^#p(\d{1,6})$/.exec(location.hash);
if (wanted && !document.getElementById(`p${wanted[1]}`)) {
  const address = new URL(location.href);
  if (!address.searchParams.has("pasaje")) {
    address.search = `?pasaje=${wanted[1]}`;
    location.replace(address);
  }
}
