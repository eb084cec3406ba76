// Puts the page together: labels, tabs, what to try, and the stream of changes.
import { get, listen, pageUrl } from "./api.js";
import * as chat from "./chat.js";
import * as days from "./days.js";
import { $, h, hour, link, useTimeZone } from "./dom.js";
import * as explain from "./explain.js";
import * as guide from "./guide.js";
import { inLanguage, showLabels, switchLanguage } from "./labels.js";
import * as phone from "./phone.js";

const sides = { chat, phone }, TABS = ["chat", "phone", "around"];
const TOWN_PAUSE_MS = 150;
let townTimer = 0, town = { tries: [], pages: [] };

function turnTo(side) {
  document.body.dataset.tab = side;
  for (const name of TABS) $(`tab-${name}`).ariaSelected = String(name === side);
  $(`tab-${side}`).classList.remove("news");
}

function news(side) {
  if (document.body.dataset.tab !== side) $(`tab-${side}`).classList.add("news");
}

async function showTown() {
  town = await get("town");
  useTimeZone(town.time_zone);
  days.showTown(town);
  explain.showTown(town);
  guide.showTown(town);
  await Promise.all([chat.showTown(town), phone.showTown(town)]);
  drawOffer();
}

// What to try is offered beside where it is done, by who one is; the pages open for the phone that is on show.
function drawOffer() {
  const note = chat.note();
  for (const [side, row] of [["chat", "tries"], ["phone", "asks"]])
    $(row).replaceChildren(...town.tries
      .filter((one) => one.side === side && (side === "phone" || one.who.length === 0 || one.who.includes(note)))
      .map((one) => h("button", { type: "button", title: one.text, onclick: () => sides[side].say(one.text) }, inLanguage(one))));
  $("pages").hidden = town.pages.length === 0;
  $("pages").replaceChildren($("pages").firstElementChild,
    ...town.pages.map((one, place) => link(pageUrl(place, phone.shown()), inLanguage(one))));
  $("around").hidden = $("pages").hidden && $("days").hidden;
  guide.draw();
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

for (const side of TABS) $(`tab-${side}`).onclick = () => turnTo(side);
$("language").onclick = () => { switchLanguage(); chat.redraw(); phone.redraw(); days.redraw(); drawOffer(); };
for (const name of ["group", "person", "villager"]) $(name).addEventListener("change", drawOffer);
const ways = {
  chat: (words) => { turnTo("chat"); return chat.sayAtHome(words); },
  phone: (words) => { turnTo("phone"); return phone.say(words); },
  page: (place) => { explain.openPage(pageUrl(place, phone.shown())); return true; },
  days: (until) => { turnTo("chat"); return days.moveOn(until); },
};
guide.follow((step) => ways[step.side](step.what));
showLabels();
turnTo("chat");
phone.redraw();
tick();
listen((event) => shows[event.kind]?.(event), (isLost) => { $("banner").hidden = !isLost; });
