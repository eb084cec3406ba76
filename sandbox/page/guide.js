// What to press, one step after another, and what one sees then.
import { $, h, keep, kept } from "./dom.js";
import { inLanguage } from "./labels.js";

let steps = [], done = 0, doing = false, town, go = () => {};

export const follow = (way) => { go = way; };

export function showTown(value) {
  steps = value.steps;
  if (town === value.born) return;
  town = value.born;
  const before = kept("guide");
  done = before?.town === town ? before.done : 0;
}

export function draw() {
  $("guide").hidden = steps.length === 0;
  $("steps").replaceChildren(...steps.map((step, place) => h("li", {}, button(step, place))));
  const last = steps[done - 1];
  $("seen").hidden = !last;
  $("seen").textContent = last ? inLanguage(last.seen) : "";
  $("steps").querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "start" });
}

function button(step, place) {
  const node = h("button", { type: "button", className: place < done ? "done" : "" },
    h("b", {}, place < done ? "✓" : String(place + 1)), inLanguage(step));
  node.disabled = doing;
  if (place === done) node.setAttribute("aria-current", "step");
  node.onclick = async () => {
    doing = true;
    draw();
    const isDone = await go(step);
    doing = false;
    if (isDone) done = place + 1;
    keep("guide", { town, done });
    draw();
  };
  return node;
}
