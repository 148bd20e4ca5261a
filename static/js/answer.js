// An answer that is narrowed down is put in place without loading the screen anew. The choice that was made keeps the focus; where it is gone, what was found gets it.
// Without scripts every choice is a link.

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id !== "answer" && event.detail.target?.id !== "answer") return;
  const focused = document.activeElement;
  if (focused && focused !== document.body && focused.checkVisibility()) return;
  (document.querySelector("#found") ?? document.querySelector("#answer h2"))?.focus();
});
