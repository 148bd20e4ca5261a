// Signs in with a passkey, or adds one: the device does the work, and the form takes the result along.

const supported = window.PublicKeyCredential && navigator.credentials;

const toBytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));

const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

// What the server writes as text, the browser wants as bytes.
function read({ publicKey }) {
  const keys = (list) => list?.map((key) => ({ ...key, id: toBytes(key.id) }));
  const options = { ...publicKey, challenge: toBytes(publicKey.challenge) };
  if (publicKey.user) options.user = { ...publicKey.user, id: toBytes(publicKey.user.id) };
  if (publicKey.excludeCredentials) options.excludeCredentials = keys(publicKey.excludeCredentials);
  if (publicKey.allowCredentials) options.allowCredentials = keys(publicKey.allowCredentials);
  return { publicKey: options };
}

function write(credential) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) response[part] = toText(credential.response[part]);
  }
  const { id, type } = credential;
  const clientExtensionResults = credential.getClientExtensionResults();
  return JSON.stringify({ id, rawId: toText(credential.rawId), type, response, clientExtensionResults });
}

// On the sign-in screen the challenge is fetched when somebody asks for it.
async function options(form) {
  const given = form.querySelector("#passkey-options");
  if (given) return JSON.parse(given.textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  return (await answer.json()).request_options;
}

async function ask(form) {
  const told = await options(form);
  const wanted = read(told);
  if (form.dataset.passkey === "get") return navigator.credentials.get(wanted);
  const selection = { ...wanted.publicKey.authenticatorSelection };
  Object.assign(selection, { residentKey: "required", requireResidentKey: true, userVerification: "required" });
  wanted.publicKey.authenticatorSelection = selection;
  return navigator.credentials.create(wanted);
}

for (const form of supported ? document.querySelectorAll("form[data-passkey]") : []) {
  for (const button of form.querySelectorAll("button")) button.hidden = false;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      form.elements.credential.value = write(await ask(form));
    } catch (fault) {
      // Who stops, or has no passkey here, is where they were.
      if (fault instanceof DOMException) return;
      throw fault;
    }
    form.submit();
  });
}
