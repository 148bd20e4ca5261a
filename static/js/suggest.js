// Offers where to go while someone types in a field that searches all of Brink: a combobox with a list below it.
// Arrows walk through the list, Enter opens what they stand on or else searches, Escape puts the list away.
// Without scripts the field is a form that searches.

const PAUSE_MILLISECONDS = 150;

let open = null;
let waiting = null;
let asking = null;
// Whoever has no own searches to see is asked for once a screen.
let mayRemember = true;

const isField = (element) => element instanceof HTMLInputElement && "suggest" in element.dataset;

// Made once per field, and kept: a region that is new says nothing.
function placeOf(field) {
  let place = field.parentElement.querySelector(".suggest-place");
  if (!place) {
    place = Object.assign(document.createElement("div"), { className: "suggest-place", id: `${field.id}-list` });
    const said = Object.assign(document.createElement("p"), { className: "unseen" });
    said.setAttribute("role", "status");
    field.after(place, said);
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-expanded", "false");
  }
  return place;
}

async function look(field) {
  asking?.abort();
  asking = new AbortController();
  const typed = field.value.trim();
  try {
    const answer = await fetch(`${field.dataset.suggest}?${new URLSearchParams({ q: typed })}`, {
      headers: { "HX-Request": "true" },
      signal: asking.signal,
    });
    if (answer.ok && !answer.redirected) show(field, typed, await answer.text());
  } catch {
    // Another letter was typed, or the line is gone: nothing is offered.
  }
}

function show(field, typed, html) {
  if (document.activeElement !== field || field.value.trim() !== typed) return;
  const place = placeOf(field);
  const answer = new DOMParser().parseFromString(html, "text/html");
  const list = answer.querySelector("[role=listbox]");
  const options = [...(list?.querySelectorAll("[role=option]") ?? [])];
  place.nextElementSibling.textContent = answer.querySelector("[data-said]")?.textContent ?? "";
  putAway();
  if (!typed) mayRemember = options.length > 0;
  if (!options.length) return;
  list.id = `${field.id}-options`;
  options.forEach((option, number) => (option.id = `${list.id}-${number}`));
  place.replaceChildren(list);
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "true");
  open = { field, place, options, at: -1 };
}

function putAway() {
  if (!open) return;
  open.place.replaceChildren();
  open.field.setAttribute("aria-expanded", "false");
  open.field.removeAttribute("aria-controls");
  open.field.removeAttribute("aria-activedescendant");
  open = null;
}

// Before the first and after the last one stands the field itself.
function point(at) {
  const { field, options } = open;
  open.at = at < -1 ? options.length - 1 : at >= options.length ? -1 : at;
  options.forEach((option, number) => option.setAttribute("aria-selected", String(number === open.at)));
  const option = options[open.at];
  if (option) {
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  } else {
    field.removeAttribute("aria-activedescendant");
  }
}

document.addEventListener("input", (event) => {
  if (!isField(event.target)) return;
  placeOf(event.target);
  clearTimeout(waiting);
  waiting = setTimeout(look, PAUSE_MILLISECONDS, event.target);
});

document.addEventListener("focusin", (event) => {
  if (!isField(event.target)) return;
  placeOf(event.target);
  // Own searches, of who wants them.
  if (!event.target.value && mayRemember) look(event.target);
});

document.addEventListener(
  "keydown",
  (event) => {
    if (!open || event.target !== open.field || event.isComposing) return;
    if (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "ArrowDown") point(open.at + 1);
    else if (event.key === "ArrowUp") point(open.at - 1);
    else if (event.key === "Enter" && open.at >= 0) open.options[open.at].click();
    else if (event.key === "Escape") putAway();
    else return;
    // Some browsers empty the field with Escape, and the list is not what other scripts walk through.
    event.preventDefault();
    event.stopPropagation();
  },
  true,
);

// The keyboard stays in the field, on a phone too.
document.addEventListener("pointerdown", (event) => {
  if (event.target.closest(".suggest-place")) event.preventDefault();
});

document.addEventListener("click", (event) => {
  if (open && event.target !== open.field && !event.target.closest(".suggest-place")) putAway();
});

document.addEventListener("focusout", (event) => {
  if (!isField(event.target)) return;
  clearTimeout(waiting);
  asking?.abort();
  if (open?.field === event.target) putAway();
});
