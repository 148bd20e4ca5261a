// A form that changes something is sent once: its buttons rest until there is an answer.

// Long enough for a slow answer; after that the connection was lost, and trying again must be possible.
const PATIENCE_MILLISECONDS = 10_000;
const resting = new WeakSet();

const changesSomething = (form) => form instanceof HTMLFormElement && form.method === "post" && !form.target;

function setButtons(form, disabled) {
  for (const control of form.elements) {
    if (control.type === "submit") control.disabled = disabled;
  }
}

function rest(form) {
  resting.add(form);
  // After this event, since a disabled button would not send its own name and value.
  setTimeout(() => resting.has(form) && setButtons(form, true));
  setTimeout(() => wake(form), PATIENCE_MILLISECONDS);
}

function wake(form) {
  if (resting.delete(form)) setButtons(form, false);
}

document.addEventListener("submit", (event) => {
  // What htmx sends itself comes here prevented, and is looked after below.
  if (event.defaultPrevented || !changesSomething(event.target)) return;
  if (resting.has(event.target)) event.preventDefault();
  else rest(event.target);
});

document.addEventListener("htmx:beforeRequest", (event) => {
  if (!changesSomething(event.target)) return;
  if (resting.has(event.target)) event.preventDefault();
  else rest(event.target);
});

document.addEventListener("htmx:afterRequest", (event) => wake(event.target));

// The browser's memory brings a page back as it was left.
addEventListener("pageshow", () => [...document.forms].forEach(wake));
