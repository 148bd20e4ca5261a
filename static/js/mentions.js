// Offers colleagues while "@" and a name are typed in a text, and writes the address of who is chosen.
// Arrows walk through them, Enter or Tab chooses, Escape puts them away; a finger or a mouse chooses too.
// Without scripts the server asks who is meant.

const PAUSE_MILLISECONDS = 150;
// An @ inside a mail or web address calls nobody.
const TYPED = /(?<![\p{L}\p{N}_@/.])@([\p{L}\p{N}][\p{L}\p{N}' -]{0,40})$/u;

let open = null;
let waiting = null;
let asking = null;
// Who is chosen is not looked for again while their writer types on.
const chosen = new Set();

const isText = (element) => element instanceof HTMLTextAreaElement && "mentions" in element.dataset;

function typedBefore(text) {
  const typed = TYPED.exec(text.value.slice(0, text.selectionStart))?.[1];
  if (!typed || text.selectionStart !== text.selectionEnd) return null;
  return chosen.has(typed.split(" ")[0]) ? null : typed;
}

// Made once per field, and kept: a region that is new says nothing.
function placesOf(text) {
  const field = text.parentElement;
  let list = field.querySelector(".mention-list");
  if (!list) {
    list = Object.assign(document.createElement("ul"), { id: `${text.id}_mentions`, hidden: true });
    list.className = "suggestions mention-list";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "@");
    const said = Object.assign(document.createElement("p"), { className: "unseen" });
    said.setAttribute("role", "status");
    text.after(list, said);
    text.setAttribute("aria-autocomplete", "list");
    text.setAttribute("aria-controls", list.id);
  }
  return { list, said: list.nextElementSibling };
}

async function look(text) {
  const typed = typedBefore(text);
  if (!typed) return putAway();
  asking?.abort();
  asking = new AbortController();
  const query = new URLSearchParams({ q: typed.replaceAll("-", " "), as: "mentions" });
  try {
    const answer = await fetch(`${text.dataset.mentions}?${query}`, {
      headers: { "HX-Request": "true" },
      signal: asking.signal,
    });
    if (answer.ok && !answer.redirected) show(text, typed, await answer.text());
  } catch {
    // Another letter was typed, or the line is gone: nothing is offered.
  }
}

function show(text, typed, html) {
  if (document.activeElement !== text || typedBefore(text) !== typed) return;
  const { list, said } = placesOf(text);
  const answer = new DOMParser().parseFromString(html, "text/html");
  const options = [...answer.querySelectorAll("[role=option]")];
  said.textContent = answer.querySelector("[data-said]")?.textContent ?? "";
  if (!options.length) return putAway();
  list.setAttribute("aria-label", answer.querySelector("[data-label]")?.dataset.label ?? "@");
  list.replaceChildren(...options);
  options.forEach((option, place) => (option.id = `${list.id}_${place}`));
  list.style.insetBlockStart = `${text.offsetTop + text.offsetHeight}px`;
  list.hidden = false;
  open = { text, list, typed };
  point(options[0]);
}

function point(option) {
  for (const other of open.list.children) other.setAttribute("aria-selected", String(other === option));
  open.text.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function putAway() {
  if (!open) return;
  open.list.hidden = true;
  open.text.removeAttribute("aria-activedescendant");
  open = null;
}

function choose(option) {
  const { text, typed } = open;
  const { slug } = option.dataset;
  const end = text.selectionStart;
  chosen.add(slug);
  putAway();
  text.setRangeText(`@${slug} `, end - typed.length - 1, end, "end");
  text.focus();
  text.dispatchEvent(new Event("input", { bubbles: true }));
}

function walk(step) {
  const options = [...open.list.children];
  const place = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  point(options[(place + step + options.length) % options.length]);
}

document.addEventListener("input", (event) => {
  if (!isText(event.target)) return;
  placesOf(event.target);
  clearTimeout(waiting);
  waiting = setTimeout(look, PAUSE_MILLISECONDS, event.target);
});

document.addEventListener(
  "keydown",
  (event) => {
    if (!open || event.target !== open.text || event.isComposing) return;
    if (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "ArrowDown") walk(1);
    else if (event.key === "ArrowUp") walk(-1);
    else if (event.key === "Enter" || event.key === "Tab") choose(open.list.querySelector("[aria-selected=true]"));
    else if (event.key === "Escape") putAway();
    else return;
    event.preventDefault();
    event.stopPropagation();
  },
  true,
);

// The keyboard stays in the text, on a phone too.
document.addEventListener("pointerdown", (event) => {
  if (event.target.closest(".mention-list")) event.preventDefault();
});

document.addEventListener("click", (event) => {
  const option = event.target.closest(".mention-list [role=option]");
  if (option && open) choose(option);
  else if (event.target !== open?.text) putAway();
});

document.addEventListener("focusout", (event) => {
  if (open && event.target === open.text) putAway();
});
