// Says when something is by the reader's own clock, where that shows another time than those it is told by.
for (const place of document.querySelectorAll("[data-own-clock]")) {
  const moment = new Date(place.dataset.ownClock);
  if (place.dataset.clocks.split(" ").includes(String(-moment.getTimezoneOffset()))) continue;
  const style = { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" };
  const when = new Intl.DateTimeFormat(document.documentElement.lang, style).format(moment);
  place.textContent = ` ${place.dataset.says.replace("{when}", when)}`;
  place.hidden = false;
}
