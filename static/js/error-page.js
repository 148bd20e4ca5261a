// Where htmx gets an error, the same request is made the plain way: its page says what to do.

document.addEventListener("htmx:responseError", (event) => {
  const source = event.detail.elt;
  if (source instanceof HTMLFormElement) source.submit();
  else if (source instanceof HTMLAnchorElement) location.assign(source.href);
});
