// Puts the caret behind the quote that an answer begins with, where its writer goes on.

function goOn() {
  const text = document.activeElement;
  if (!(text instanceof HTMLTextAreaElement) || !text.defaultValue.startsWith("> ")) return;
  if (text.value === text.defaultValue) text.setSelectionRange(text.value.length, text.value.length);
}

goOn();
document.addEventListener("htmx:afterSettle", goOn);
