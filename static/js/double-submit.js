// A form is sent once: its button rests until the page is there, or comes back from the browser's memory.

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  // After this event, since a disabled button's own name and value would not be sent.
  setTimeout(() => restButtons(form, true));
});

window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    restButtons(form, false);
  }
});

function restButtons(form, resting) {
  for (const button of form.querySelectorAll("button:not([type=button])")) button.disabled = resting;
}
