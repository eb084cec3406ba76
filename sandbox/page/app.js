// Puts the page together: labels, tabs, what to try, and the stream of changes.
import { get, listen, pageUrl } from "./api.js";
import * as chat from "./chat.js";
import * as days from "./days.js";
import { $, h, hour, link, useTimeZone } from "./dom.js";
import { inLanguage, showLabels, switchLanguage } from "./labels.js";
import * as phone from "./phone.js";

const sides = { chat, phone };
const TOWN_PAUSE_MS = 150;
let townTimer = 0, town = { tries: [], pages: [] };

function turnTo(side) {
  document.body.dataset.tab = side;
  for (const name of Object.keys(sides)) $(`tab-${name}`).ariaSelected = String(name === side);
  $(`tab-${side}`).classList.remove("news");
}

function news(side) {
  if (document.body.dataset.tab !== side) $(`tab-${side}`).classList.add("news");
}

async function showTown() {
  town = await get("town");
  useTimeZone(town.time_zone);
  days.showTown(town);
  await Promise.all([chat.showTown(town), phone.showTown(town)]);
  drawOffer();
}

// What to try is offered by who one is; the pages open for the phone that is on show.
function drawOffer() {
  const note = chat.note();
  const mine = town.tries.filter(({ side, who }) => side === "phone" || who.length === 0 || who.includes(note));
  $("tries").replaceChildren(...mine.map((one) =>
    h("button", { type: "button", title: one.text, onclick: () => { turnTo(one.side); sides[one.side].fill(one.text); } },
      inLanguage(one))));
  $("pages").hidden = town.pages.length === 0;
  $("pages").replaceChildren($("pages").firstElementChild,
    ...town.pages.map((one, place) => link(pageUrl(place, phone.shown()), inLanguage(one))));
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
  $("clock").textContent = hour(days.now());
  setTimeout(tick, 10_000);
}

for (const side of Object.keys(sides)) $(`tab-${side}`).onclick = () => turnTo(side);
$("language").onclick = () => { switchLanguage(); chat.redraw(); phone.redraw(); days.redraw(); drawOffer(); };
for (const name of ["group", "person", "villager"]) $(name).addEventListener("change", drawOffer);
showLabels();
turnTo("chat");
phone.redraw();
tick();
listen((event) => shows[event.kind]?.(event), (isLost) => { $("banner").hidden = !isLost; });
