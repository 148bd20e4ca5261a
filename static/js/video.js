// After a click the poster of a video makes place for the player of its host; before it, the host hears nothing.

document.addEventListener("click", (event) => {
  const poster = event.target.closest("a[data-player]");
  // Whoever asks for a new tab gets one.
  if (!poster || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  const address = new URL(poster.dataset.player);
  address.searchParams.set("autoplay", "1");
  const player = document.createElement("iframe");
  player.className = "frame";
  player.src = address;
  player.title = poster.dataset.title;
  player.allow = "autoplay; fullscreen; picture-in-picture; encrypted-media";
  player.allowFullscreen = true;
  // Players refuse a page that does not say from which site it is; the page itself stays unsaid.
  player.referrerPolicy = "strict-origin-when-cross-origin";
  poster.replaceWith(player);
  player.focus();
});
