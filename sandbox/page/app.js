// Puts the page together: labels, tabs, what to try, and the stream of changes.
import { get, listen } from "./api.js";
import * as chat from "./chat.js";
import { $, h, hour, link, useTimeZone } from "./dom.js";
import { showLabels, switchLanguage } from "./labels.js";
import * as phone from "./phone.js";

const sides = { chat, phone };
const TOWN_PAUSE_MS = 150;
let townTimer = 0;

function turnTo(side) {
  document.body.dataset.tab = side;
  for (const name of Object.keys(sides)) $(`tab-${name}`).ariaSelected = String(name === side);
  $(`tab-${side}`).classList.remove("news");
}

function news(side) {
  if (document.body.dataset.tab !== side) $(`tab-${side}`).classList.add("news");
}

async function showTown() {
  const town = await get("town");
  useTimeZone(town.time_zone);
  $("tries").replaceChildren(...town.tries.map(({ side, text }) =>
    h("button", { type: "button", onclick: () => { turnTo(side); sides[side].fill(text); } }, text)));
  $("pages").hidden = town.pages.length === 0;
  $("pages").replaceChildren($("pages").firstElementChild, ...town.pages.map(({ name, address }) => link(address, name)));
  await Promise.all([chat.showTown(town), phone.showTown(town)]);
}

function townSoon() {
  clearTimeout(townTimer);
  townTimer = setTimeout(() => showTown().catch(() => {}), TOWN_PAUSE_MS);
}

const shows = {
  hello: townSoon,
  town: townSoon,
  beat: () => {},
  message: (event) => { if (chat.onMessage(event.message)) news("chat"); },
  notice: chat.onNotice,
  text: (event) => { if (phone.onText(event.number, event.text)) news("phone"); },
};

function tick() {
  $("clock").textContent = hour(Date.now());
  setTimeout(tick, 10_000);
}

for (const side of Object.keys(sides)) $(`tab-${side}`).onclick = () => turnTo(side);
$("language").onclick = () => { switchLanguage(); chat.redraw(); phone.redraw(); };
showLabels();
turnTo("chat");
phone.redraw();
tick();
listen((event) => shows[event.kind]?.(event), (isLost) => { $("banner").hidden = !isLost; });
