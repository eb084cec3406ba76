// The villager's phone: whose it is, its texts, its keys.
import { post, reader } from "./api.js";
import { $, day, glossed, h, hour, keep, keepEnd, kept, linked, toast } from "./dom.js";
import { gloss, inLanguage, label, locale } from "./labels.js";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];
const SHORTCUTS = "1234567890";
const MOST_RECENT = 3;
const list = $("texts"), draft = $("sms"), chooser = $("villager"), end = keepEnd(list), latest = reader();
let town, number = kept("phone") ?? undefined, texts = [], recent = [];

export async function showTown(value) {
  town = value;
  if (!town.phones.some((phone) => phone.number === number)) number = town.phones[0]?.number;
  $("number").textContent = town.number;
  drawShelf();
  drawNames();
  await open();
}

export const shown = () => number;

export function redraw() {
  if (town) drawNames();
  drawKeys();
  drawRecent();
  drawShelf();
  draw();
}

// The village's own phone on its shelf, when texts go by one.
function drawShelf() {
  $("shelf").hidden = !town?.shelf;
  if (!town?.shelf) return;
  const [about, switch_] = $("shelf").children, { asleep, battery } = town.shelf;
  about.textContent = label(asleep ? "shelf-asleep" : "shelf-awake", { n: battery });
  switch_.textContent = label(asleep ? "wake" : "sleep");
  switch_.onclick = async () => {
    try {
      await post("shelf", { asleep: !asleep });
      town.shelf.asleep = !asleep;
    } catch {
      toast(label("failed"));
    }
    drawShelf();
  };
}

export const say = (text) => send(text);

export function onText(sender, text) {
  if (sender !== number) return noteRecent(sender, text);
  latest.touch();
  const index = texts.findIndex((one) => one.sid === text.sid);
  if (index < 0) texts.push(text);
  else texts[index] = text;
  draw();
  return !text.mine;
}

// Texts also reach phones that are not on show: say whose, so that one can take up that phone.
function noteRecent(receiver, text) {
  if (text.mine || !town) return false;
  recent = [receiver, ...recent.filter((one) => one !== receiver)].slice(0, MOST_RECENT);
  drawRecent();
  return true;
}

function drawRecent() {
  const phones = recent.map((one) => town.phones.find((phone) => phone.number === one)).filter(Boolean);
  $("recent").hidden = phones.length === 0;
  $("recent").replaceChildren(h("span", {}, label("recent")), ...phones.map((phone) =>
    h("button", { type: "button", onclick: () => take(phone) }, inLanguage(phone) || phone.number)));
}

const nameOf = (phone) => `${inLanguage(phone) || phone.number}（${phone.number.slice(-4)}）`;
const drawChoice = () => {
  const phone = town.phones.find((one) => one.number === number);
  chooser.value = phone ? nameOf(phone) : "";
};

function drawNames() {
  $("villagers").replaceChildren(...town.phones.map((phone) => h("option", { value: nameOf(phone) })));
  drawChoice();
}

async function open() {
  const shown = number && (await latest.read(`phones/${encodeURIComponent(number)}`));
  if (shown) ({ texts } = shown);
  draw();
}

function draw() {
  const nodes = texts.map((text) =>
    h("article", { className: text.mine ? "text mine" : "text" },
      h("div", { className: "words" }, ...linked(text.body)),
      glossed(gloss(text, !text.mine)),
      h("div", { className: "time" },
        h("time", { dateTime: text.at }, `${day(text.at, locale())} ${hour(text.at)}`),
        ` · ${label("segments", { n: text.segments })}`,
        text.unanswered && ` · ${label("unanswered")}`)));
  list.replaceChildren(...(nodes.length ? nodes : [h("p", { className: "empty" }, label("quiet"))]));
  end.toEnd();
}

function drawKeys() {
  $("keys").replaceChildren(...KEYS.map((sign) => {
    const isShortcut = SHORTCUTS.includes(sign);
    return h("button", { type: "button", onclick: () => strike(sign) },
      h("b", {}, sign), h("span", {}, isShortcut ? label(`key-${sign}`) : ""));
  }));
}

// A shortcut is sent at once; in the middle of a text it is only a digit.
function strike(sign) {
  if (draft.value === "" && SHORTCUTS.includes(sign)) send(sign);
  else draft.value += sign;
}

async function send(text) {
  if (!text.trim() || !number) return false;
  draft.value = "";
  try {
    await post("text", { number, text });
    return true;
  } catch {
    draft.value = text;
    toast(label("failed"));
    return false;
  }
}

$("draft").onsubmit = (event) => { event.preventDefault(); send(draft.value); };
$("clear").onclick = () => { draft.value = ""; draft.focus(); };
chooser.onfocus = () => { chooser.value = ""; };
chooser.onblur = drawChoice;
chooser.oninput = () => choose((phone) => nameOf(phone) === chooser.value);
chooser.onchange = () => {
  if (chooser.value && !choose((phone) => nameOf(phone).includes(chooser.value.trim()))) toast(label("nobody"));
};

function choose(fits) {
  const phone = town.phones.find(fits);
  if (!phone) return false;
  take(phone);
  chooser.blur();
  return true;
}

function take(phone) {
  number = phone.number;
  keep("phone", number);
  texts = [];
  recent = recent.filter((one) => one !== number);
  drawChoice();
  drawRecent();
  open();
}
