// The town's clock: what day it is there, moving it on, and beginning anew.
import { post } from "./api.js";
import { $, date, toast } from "./dom.js";
import { label, locale } from "./labels.js";

let ahead = 0;

export const now = () => Date.now() + ahead;

export function showTown(town) {
  ahead = new Date(town.now) - Date.now();
  $("days").hidden = !town.movable;
  redraw();
}

export function redraw() {
  $("today").textContent = date(now(), locale());
}

const buttons = () => $("days").querySelectorAll("button");

async function ask(path, body) {
  for (const button of buttons()) button.disabled = true;
  const isDone = await post(path, body).then(() => true, () => false);
  if (!isDone) toast(label("failed"));
  for (const button of buttons()) button.disabled = false;
  return isDone;
}

export const moveOn = (until) => ask("days", { until });
for (const button of $("days").querySelectorAll("[data-until]")) button.onclick = () => moveOn(button.dataset.until);
$("anew").onclick = () => { if (confirm(label("anew-really"))) ask("anew", {}); };
