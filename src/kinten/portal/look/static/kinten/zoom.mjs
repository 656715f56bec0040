// The map of a page drawn larger: buttons, keys and dragging change what part of the drawing is seen.
// Without this script the map stands still, and the table beside it says the same.
const MOST = 16;
const seen = { by: 1, x: 0.5, y: 0.5 }; // kept when another year takes the place of the map

function show(figure) {
  const svg = figure.querySelector("svg.atlas");
  if (!svg) return;
  svg.dataset.whole ||= svg.getAttribute("viewBox");
  const [left, top, width, height] = svg.dataset.whole.split(/[ ,]+/).map(Number);
  const half = 0.5 / seen.by;
  seen.x = Math.min(1 - half, Math.max(half, seen.x));
  seen.y = Math.min(1 - half, Math.max(half, seen.y));
  const box = [left + (seen.x - half) * width, top + (seen.y - half) * height, width / seen.by, height / seen.by];
  svg.setAttribute("viewBox", box.join(" "));
  figure.classList.toggle("zoomed", seen.by > 1);
  const told = figure.querySelector("output");
  const words = told.dataset.told.replace("0", String(seen.by)); // the sentence of the page has a 0
  if (told.textContent !== words) told.textContent = words;
  // Not disabled: a button that has the focus would lose it.
  for (const button of figure.querySelectorAll("[data-by]")) {
    const isEnd = button.dataset.by === "2" ? seen.by >= MOST : seen.by <= 1;
    button.setAttribute("aria-disabled", String(isEnd));
  }
}

function zoom(figure, by) {
  seen.by = by === 0 ? 1 : Math.min(MOST, Math.max(1, seen.by * by));
  show(figure);
}

function move(figure, right, down) {
  seen.x += right / seen.by;
  seen.y += down / seen.by;
  show(figure);
}

const KEYS = {
  "+": (figure) => zoom(figure, 2), ";": (figure) => zoom(figure, 2), "-": (figure) => zoom(figure, 0.5),
  "0": (figure) => zoom(figure, 0), ArrowLeft: (figure) => move(figure, -0.25, 0),
  ArrowRight: (figure) => move(figure, 0.25, 0), ArrowUp: (figure) => move(figure, 0, -0.25),
  ArrowDown: (figure) => move(figure, 0, 0.25),
};

function drag(figure, svg) {
  let from = null;
  let moved = 0;
  svg.addEventListener("pointerdown", (event) => {
    if (seen.by > 1 && event.button === 0) [from, moved] = [event, 0];
  });
  svg.addEventListener("pointermove", (event) => {
    if (!from) return;
    const [right, down] = [event.clientX - from.clientX, event.clientY - from.clientY];
    moved += Math.abs(right) + Math.abs(down);
    move(figure, -right / svg.clientWidth, -down / svg.clientHeight);
    from = event;
  });
  for (const name of ["pointerup", "pointercancel", "pointerleave"]) svg.addEventListener(name, () => { from = null; });
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  // Whoever dragged the map did not mean the area under the pointer.
  svg.addEventListener("click", (event) => { if (moved > 6) event.preventDefault(); moved = 0; }, true);
}

function follow(figure, svg) {
  svg.addEventListener("focusin", (event) => {
    if (seen.by <= 1 || !event.target.getBBox || !event.target.matches(":focus-visible")) return;
    const [left, top, width, height] = svg.dataset.whole.split(/[ ,]+/).map(Number);
    const box = event.target.getBBox();
    seen.x = (box.x + box.width / 2 - left) / width;
    seen.y = (box.y + box.height / 2 - top) / height;
    show(figure);
  });
}

function begin(root) {
  for (const figure of root.querySelectorAll("[data-zoom]")) {
    const svg = figure.querySelector("svg.atlas");
    const tools = figure.querySelector(".zoom-tools");
    if (!svg || !tools || !tools.hidden) continue;
    tools.hidden = false;
    for (const button of tools.querySelectorAll("button")) {
      button.addEventListener("click", () => zoom(figure, Number(button.dataset.by)));
    }
    tools.addEventListener("keydown", (event) => {
      if (!KEYS[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      KEYS[event.key](figure);
    });
    drag(figure, svg);
    follow(figure, svg);
    show(figure);
  }
}

begin(document);
document.addEventListener("htmx:load", (event) => begin(event.target));
