// The villager's phone: whose it is, its texts, its keys.
import { get, post } from "./api.js";
import { $, day, h, hour, toEnd, toast } from "./dom.js";
import { label } from "./labels.js";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];
const SHORTCUTS = "123450";
const list = $("texts"), draft = $("sms"), chooser = $("villager");
let town, number, texts = [];

export async function showTown(value) {
  town = value;
  if (!town.phones.some((phone) => phone.number === number)) number = town.phones[0]?.number;
  $("villagers").replaceChildren(...town.phones.map((phone) => h("option", { value: nameOf(phone) })));
  $("number").textContent = town.number;
  drawChoice();
  await open();
}

export function redraw() {
  drawKeys();
  draw();
}

export function fill(text) {
  draft.value = text;
  draft.focus();
}

export function onText(sender, text) {
  if (sender !== number) return false;
  const index = texts.findIndex((one) => one.sid === text.sid);
  if (index < 0) texts.push(text);
  else texts[index] = text;
  draw();
  return !text.mine;
}

const nameOf = (phone) => `${phone.owner || phone.number}（${phone.number.slice(-4)}）`;
const drawChoice = () => {
  const phone = town.phones.find((one) => one.number === number);
  chooser.value = phone ? nameOf(phone) : "";
};

async function open() {
  const asked = number;
  if (!asked) return draw();
  const shown = await get(`phones/${encodeURIComponent(asked)}`);
  if (asked !== number) return undefined;
  ({ texts } = shown);
  return draw();
}

function draw() {
  const nodes = texts.map((text) =>
    h("article", { className: text.mine ? "text mine" : "text" },
      h("div", { className: "words" }, text.body),
      h("div", { className: "time" },
        h("time", { dateTime: text.at }, `${day(text.at)} ${hour(text.at)}`),
        ` · ${label("segments", { n: text.segments })}`,
        text.unanswered && ` · ${label("unanswered")}`)));
  list.replaceChildren(...(nodes.length ? nodes : [h("p", { className: "empty" }, label("quiet"))]));
  toEnd(list);
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
  if (!text.trim() || !number) return;
  draft.value = "";
  try {
    await post("text", { number, text });
  } catch {
    draft.value = text;
    toast(label("failed"));
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
  number = phone.number;
  texts = [];
  chooser.blur();
  open();
  return true;
}
