// "/" goes to the field to search with, unless its reader switched that off in the settings; arrows walk from it through what was found; Enter opens, as for any link.
// Without scripts the Tab key does the same.

const TYPED_IN = "input, textarea, select, [contenteditable]";

// The screen's own search, or the one that is on every screen.
const searchField = () =>
  document.querySelector("main [role=search] input[type=search]") ??
  document.querySelector("[role=search] input[type=search]");

const isPlain = (event) => !(event.ctrlKey || event.metaKey || event.altKey || event.isComposing);

// Suggestions lie over the results, so while they show only they are walked through.
function linksToWalk() {
  const list = document.querySelector("[data-walk]");
  return [...(list?.children ?? [])].map((item) => item.querySelector("a")).filter(Boolean);
}

function walk(event, field) {
  const links = linksToWalk();
  const place = links.indexOf(document.activeElement);
  const isInField = document.activeElement === field;
  if (!isInField && place < 0) return;
  const next = event.key === "ArrowDown" ? place + 1 : place - 1;
  if (isInField && event.key === "ArrowUp") return;
  event.preventDefault();
  if (next < 0) field.focus();
  else links[Math.min(next, links.length - 1)]?.focus();
}

function putAway(event, field) {
  const place = document.querySelector("[data-suggestions]");
  if (!place?.children.length) return;
  // Some browsers empty the field: what was typed stays, until Escape is pressed again.
  event.preventDefault();
  place.replaceChildren();
  field.focus();
}

document.addEventListener("keydown", (event) => {
  const field = searchField();
  if (!field || !isPlain(event)) return;
  if (event.key === "/" && "shortcuts" in document.documentElement.dataset && !event.target.closest(TYPED_IN)) {
    event.preventDefault();
    field.focus();
    field.select();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    walk(event, field);
  } else if (event.key === "Escape") {
    putAway(event, field);
  }
});

// Whoever goes on elsewhere is not in the way of what lies below.
document.addEventListener("focusin", (event) => {
  const place = document.querySelector("[data-suggestions]");
  if (place && !event.target.closest("[role=search]")) place.replaceChildren();
});
