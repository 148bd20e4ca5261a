// Keeps what is typed in a comment: on the server, and in this browser while there is no line.
// Whoever opens the form again, here or elsewhere, finds it. Without scripts it is kept when the form is sent.

const PAUSE_MILLISECONDS = 800;
const PREFIX = "brink-draft ";
const FORMS = "form[data-draft]";
const account = document.documentElement.dataset.account;

const timers = new WeakMap();
// What the server has of each form, to send only what is new.
const saved = new WeakMap();

const nameOf = (form) => `${PREFIX}${account} ${form.dataset.draft} ${form.dataset.draftForm}`;
const valueOf = (form, field) => form.elements[field]?.value ?? "";

// Some browsers keep nothing, when their owner says so or when they are full.
function inBrowser(work) {
  try {
    return work(localStorage);
  } catch {
    return null;
  }
}

function entryOf(form) {
  const question = form.elements.is_question;
  return {
    url: form.dataset.draft,
    form: form.dataset.draftForm,
    text: valueOf(form, "text"),
    title: valueOf(form, "title"),
    kind: valueOf(form, "kind"),
    key: valueOf(form, "submission_key"),
    seal: valueOf(form, "seal"),
    question: Boolean(question && question.type === "checkbox" ? question.checked : question?.value),
    at: Date.now(),
  };
}

const wordsOf = (entry) => `${entry.title ?? ""}\n${entry.text}`;
const keepHere = (name, entry) => inBrowser((store) => store.setItem(name, JSON.stringify(entry)));
const forgetHere = (name) => inBrowser((store) => store.removeItem(name));
const keptHere = (name) => inBrowser((store) => JSON.parse(store.getItem(name)));
const namesHere = () => inBrowser((store) => Object.keys(store).filter((name) => name.startsWith(PREFIX))) ?? [];

function forgetEverything() {
  for (const name of namesHere()) forgetHere(name);
}

// Answers {kept} when the server has heard it, {isSignedOut} when it did without a session, {isNowhere} when the
// writer may not be there any more, or nothing.
async function send(entry) {
  const body = new URLSearchParams({
    form: entry.form,
    text: entry.text,
    submission_key: entry.key,
    seal: entry.seal,
    csrfmiddlewaretoken: document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "",
  });
  if (entry.question) body.set("is_question", "on");
  // A post has a title and a kind besides.
  if (entry.kind) {
    body.set("title", entry.title);
    body.set("kind", entry.kind);
  }
  try {
    // A page that is left sends no more than this.
    const keepalive = body.toString().length < 60_000;
    const answer = await fetch(entry.url, { method: "POST", body, redirect: "manual", keepalive });
    if (answer.status === 401) return { kept: true, isSignedOut: true };
    if (answer.status === 404) return { kept: false, isNowhere: true };
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

function tell(form, words) {
  const note = form.querySelector("[data-draft-note]");
  if (!note) return;
  for (const sentence of note.children) sentence.hidden = sentence.dataset.says !== words;
}

async function save(form) {
  clearTimeout(timers.get(form));
  timers.delete(form);
  const name = nameOf(form);
  const entry = entryOf(form);
  if (saved.get(form) === wordsOf(entry)) return;
  const answer = await send(entry);
  if (!answer) {
    tell(form, "here");
    return;
  }
  saved.set(form, wordsOf(entry));
  // What was typed meanwhile is still only here.
  if (!answer.isNowhere && wordsOf(entryOf(form)) === wordsOf(entry)) forgetHere(name);
  tell(form, answer.isSignedOut ? "signed-out" : answer.kept ? "kept" : "");
}

function hasTyped(form) {
  keepHere(nameOf(form), entryOf(form));
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => save(form), PAUSE_MILLISECONDS));
}

function saveAll() {
  for (const form of document.querySelectorAll(FORMS)) if (timers.has(form)) save(form);
}

// What another page or an earlier visit left here goes to the server, which knows whether it was placed.
async function bring(name) {
  const entry = keptHere(name);
  if (!entry) return;
  const form = [...document.querySelectorAll(FORMS)].find((one) => nameOf(one) === name);
  const field = form?.elements.text;
  const before = field?.value;
  if (field && isOlder(entry, form) && before && !entry.text.includes(before)) {
    // Somebody wrote on elsewhere: both are kept, for the writer to choose from.
    entry.text = `${before}\n\n${entry.text}`;
  }
  const answer = await send(entry);
  if (!answer || answer.isNowhere) return;
  forgetHere(name);
  if (!field || !answer.kept || field.value !== before || before === entry.text) return;
  field.value = entry.text;
  if (entry.title && form.elements.title && !form.elements.title.value) form.elements.title.value = entry.title;
  saved.set(form, wordsOf(entry));
  tell(form, "back");
}

const isOlder = (entry, form) => entry.at < Date.parse(form.dataset.draftSaved || 0);

async function bringAll() {
  for (const name of namesHere()) {
    // A computer that others use too: what somebody else left in this browser is not for this account.
    if (!name.startsWith(`${PREFIX}${account} `)) forgetHere(name);
    else if (!isBeingTyped(name)) await bring(name);
  }
}

const isBeingTyped = (name) => [...document.querySelectorAll(FORMS)].some((form) => timers.has(form) && nameOf(form) === name);

if (account) {
  document.addEventListener("input", (event) => {
    const form = event.target.closest(FORMS);
    if (form && ["text", "title", "is_question"].includes(event.target.name)) hasTyped(form);
  });
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-sign-out]")) forgetEverything();
    else if (event.target.matches(FORMS)) leave(event.target, event.submitter);
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    // Placed, or back with something to mend: the server has it. The form itself may have left the page.
    const sent = detail.requestConfig.elt;
    if (detail.successful && sent.matches(FORMS)) forgetHere(nameOf(sent));
  });
  document.addEventListener("htmx:load", bringAll);
  addEventListener("online", () => {
    bringAll();
    for (const form of document.querySelectorAll(FORMS)) save(form);
  });
  addEventListener("pagehide", saveAll);
  document.addEventListener("visibilitychange", () => document.hidden && saveAll());
  bringAll();
}

// From here the form itself goes to the server; what is here stays until it is known that it arrived.
function leave(form, button) {
  clearTimeout(timers.get(form));
  timers.delete(form);
  if (button?.matches("[data-draft-discard]")) forgetHere(nameOf(form));
  else if (wordsOf(entryOf(form)).trim()) keepHere(nameOf(form), entryOf(form));
}
