// Says when something is by the reader's own clock, where that shows another time than those it is told by.
for (const place of document.querySelectorAll("[data-own-clock]")) {
  const moment = new Date(place.dataset.ownClock);
  if (place.dataset.clocks.split(" ").includes(String(-moment.getTimezoneOffset()))) continue;
  const style = { weekday: "long", day: "numeric", month: "long", hour: "numeric", minute: "2-digit" };
  const language = document.documentElement.lang;
  // English names the day first here, as everywhere in Brink.
  const written = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, style).format(moment);
  // As on all clocks of Brink: in Dutch 11.15 uur.
  const when = language === "nl" ? written.replace(/(\d):(\d\d)/, "$1.$2\u00a0uur") : written;
  place.textContent = ` ${place.dataset.says.replace("{when}", when)}`;
  place.hidden = false;
}
