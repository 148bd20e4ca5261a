// While an index is filled, the screen says how far it is.
const state = document.getElementById("state-now");

async function look() {
  const fills = state.querySelector("[data-fills]");
  if (!fills) return;
  try {
    const answer = await fetch("?part", { headers: { "X-Requested-With": "XMLHttpRequest" } });
    if (answer.ok && !answer.redirected) state.innerHTML = await answer.text();
  } catch {
    // Away for a moment: the next look tells.
  }
  if (state.querySelector("[data-fills]")) setTimeout(look, 3000);
  else location.reload();
}

setTimeout(look, 3000);
