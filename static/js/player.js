// Plays an episode: the buttons, one bar, and the moments of chapters and lines, which lead to the sound.

const root = document.querySelector("[data-player]");
if (root) play(root);

function play(root) {
  const audio = root.querySelector("audio");
  const bar = root.querySelector("[data-act=seek]");
  const act = (name) => root.querySelectorAll(`[data-act=${name}]`);
  const shown = (name) => root.querySelector(`[data-shown=${name}]`);
  const chapters = [...document.querySelectorAll(".chapters [data-at]")];
  const lines = [...document.querySelectorAll(".transcript [data-at]")];
  const memory = `player ${location.pathname}`;
  let place = 0;

  act("play")[0].addEventListener("click", () => (audio.paused ? start() : audio.pause()));
  for (const button of act("skip")) {
    button.addEventListener("click", () => seek(place + Number(button.dataset.by)));
  }
  act("speed")[0].addEventListener("change", (event) => {
    audio.playbackRate = Number(event.target.value);
  });
  bar.addEventListener("input", () => seek(Number(bar.value)));
  for (const name of ["play", "pause", "ended"]) audio.addEventListener(name, showState);
  audio.addEventListener("timeupdate", () => show(audio.currentTime));
  audio.addEventListener("error", fail);
  // Clicking the moment that the address has already changes no address.
  document.addEventListener("click", (event) => {
    const moment = momentOf(event.target.closest("a")?.hash ?? "");
    if (moment === null) return;
    seek(moment);
    start();
  });
  window.addEventListener("hashchange", openAtAddress);
  if (!openAtAddress()) seek(Number(remembered()));

  function start() {
    shown("failed").hidden = true;
    // Refused by a browser that wants a click first, or told by the event "error".
    audio.play().catch(showState);
  }

  function seek(seconds) {
    const end = Number(bar.max);
    audio.currentTime = Math.min(Math.max(seconds, 0), end);
    show(audio.currentTime);
  }

  function openAtAddress() {
    const moment = momentOf(location.hash);
    if (moment === null) return false;
    seek(moment);
    return true;
  }

  function show(seconds) {
    place = seconds;
    const chapter = mark(chapters, seconds, (item, isNow) =>
      isNow ? item.setAttribute("aria-current", "true") : item.removeAttribute("aria-current"),
    );
    mark(lines, seconds, (item, isNow) => item.classList.toggle("now", isNow));
    const title = chapter?.querySelector("a > :last-child").textContent ?? "";
    const text = [written(seconds), title].filter(Boolean).join(", ");
    bar.value = seconds;
    bar.setAttribute("aria-valuetext", text);
    shown("now").textContent = text;
    if (!audio.paused && shown("chapter").textContent !== title) shown("chapter").textContent = title;
    remember(seconds);
  }

  function showState() {
    const name = audio.paused ? "play" : "pause";
    act("play")[0].setAttribute("aria-label", root.dataset[name]);
    shown("play").hidden = !audio.paused;
    shown("pause").hidden = audio.paused;
  }

  function fail() {
    shown("failed").textContent = root.dataset.failed;
    shown("failed").hidden = false;
    showState();
  }

  function written(seconds) {
    const whole = Math.floor(seconds);
    const two = (number) => String(number).padStart(2, "0");
    const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
    const parts = hours ? [hours, two(minutes)] : [minutes];
    return [...parts, two(rest)].join(root.dataset.point);
  }

  // A tab remembers where it was; a browser that keeps nothing begins at the beginning.
  function remember(seconds) {
    try {
      sessionStorage.setItem(memory, seconds);
    } catch {
      return;
    }
  }

  function remembered() {
    try {
      return sessionStorage.getItem(memory) ?? 0;
    } catch {
      return 0;
    }
  }
}

function momentOf(hash) {
  const match = /^#t=(\d{1,6})$/.exec(hash);
  return match ? Number(match[1]) : null;
}

// Tells each item whether it is the last one that has begun, and returns that one.
function mark(items, seconds, tell) {
  const now = items.findLast((item) => Number(item.dataset.at) <= seconds);
  for (const item of items) tell(item, item === now);
  return now;
}
