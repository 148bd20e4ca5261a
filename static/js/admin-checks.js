// Looks at the page again each time the editor has saved it, also by itself.
const EDITOR = /\/admin\/pages\/(\d+)\/edit\//;

document.addEventListener("w-autosave:success", async () => {
  const page = EDITOR.exec(location.pathname);
  const shown = document.querySelector("[data-before-publishing]");
  if (!page || !shown) return;
  const answer = await fetch(`/admin/before-publishing/${page[1]}/`, { credentials: "same-origin" });
  if (answer.ok) shown.outerHTML = await answer.text();
});
