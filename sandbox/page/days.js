// The town's clock: what day it is there, moving it on, and beginning anew.
import { get, post } from "./api.js";
import { $, date, toast } from "./dom.js";
import { label, locale } from "./labels.js";

const LOOK_MS = 1000;
let ahead = 0;

export const now = () => Date.now() + ahead;

export function showTown(town) {
  showNow(town);
  $("days").hidden = !town.movable;
}

function showNow(town) {
  ahead = new Date(town.now) - Date.now();
  redraw();
}

export function redraw() {
  $("today").textContent = date(now(), locale());
}

const buttons = () => $("days").querySelectorAll("button");

// A month takes some seconds: meanwhile the day that it has come to is shown.
async function ask(path, body, saying) {
  for (const button of buttons()) button.disabled = true;
  $("passing").textContent = label(saying);
  const looking = setInterval(() => get("town").then(showNow, () => {}), LOOK_MS);
  const isDone = await post(path, body).then(() => true, () => false);
  clearInterval(looking);
  $("passing").textContent = "";
  if (!isDone) toast(label("failed"));
  for (const button of buttons()) button.disabled = false;
  return isDone;
}

export const moveOn = (until) => ask("days", { until }, "passing");
for (const button of $("days").querySelectorAll("[data-until]")) button.onclick = () => moveOn(button.dataset.until);
$("anew").onclick = () => { if (confirm(label("anew-really"))) ask("anew", {}, "building"); };
