// Shows the square on the whole photo while the sliders move, and lets a pointer drag it there.

const form = document.querySelector("[data-photo-cut]");
if (form) cut(form);

function cut(form) {
  const whole = form.querySelector("[data-whole]");
  const frame = form.querySelector("[data-frame]");
  const photo = whole.querySelector("img");
  const slider = Object.fromEntries(
    ["left", "top", "side"].map((name) => [name, form.querySelector(`[data-cut=${name}]`)]),
  );
  let grip = null;

  frame.hidden = false;
  form.addEventListener("input", draw);
  window.addEventListener("resize", draw);
  photo.complete ? draw() : photo.addEventListener("load", draw);
  whole.addEventListener("pointerdown", (event) => {
    const { x, y } = square();
    grip = { x: event.clientX - x, y: event.clientY - y };
    whole.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  whole.addEventListener("pointermove", (event) => {
    if (!grip) return;
    const { side } = square();
    place("left", event.clientX - grip.x, photo.clientWidth - side);
    place("top", event.clientY - grip.y, photo.clientHeight - side);
    draw();
  });
  for (const end of ["pointerup", "pointercancel"]) whole.addEventListener(end, () => (grip = null));

  function square() {
    const share = (name) => Number(slider[name].value) / 100;
    const side = Math.min(photo.clientWidth, photo.clientHeight) * share("side");
    return {
      side,
      x: (photo.clientWidth - side) * share("left"),
      y: (photo.clientHeight - side) * share("top"),
    };
  }

  function place(name, at, room) {
    if (room > 0) slider[name].value = String(Math.round((100 * Math.min(Math.max(at, 0), room)) / room));
  }

  function draw() {
    const { side, x, y } = square();
    frame.style.inlineSize = frame.style.blockSize = `${side}px`;
    frame.style.transform = `translate(${x}px, ${y}px)`;
  }
}
