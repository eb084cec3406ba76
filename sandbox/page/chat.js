// The officers' group: bubbles, buttons, photos, replies, the command row, and who one is.
import { fileUrl, post, postForm, reader } from "./api.js";
import { $, day, glossed, h, hour, isWeb, keep, keepEnd, kept, link, marked, toast } from "./dom.js";
import { described, gloss, inLanguage, label, locale, role } from "./labels.js";

const PRIVATE = "private";
const LARGEST_SIDE = 1600;
const list = $("messages"), words = $("words"), end = keepEnd(list), latest = reader();
let town, person = kept("person") ?? undefined, room = kept("room"), messages = [], menu = [], replyTo = null, photo = null;

export const note = () => town.people.find((one) => one.id === person)?.note ?? "";

// On WeCom the bot hears only what names it.
const onWecom = () => town.groups.find((group) => group.id === room)?.platform === "wecom";
const call = () => (onWecom() ? `@${town.bot.name} ` : "");
const chatId = () => (room === PRIVATE ? person : room);

export async function showTown(value) {
  town = value;
  if (room !== PRIVATE && !town.groups.some((group) => group.id === room)) room = town.groups[0]?.id ?? PRIVATE;
  drawChoices();
  await open();
}

export function redraw() {
  drawChoices();
  draw();
}

// Say it as who one is, where one is.
export const say = (text) => attempt(post("say", { chat: chatId(), person, text: call() + text, reply_to: null }));

// Say it as the first officer of the first village, whoever and wherever one was; it may have gone over to WeCom.
export async function sayAtHome(text) {
  const home = town.groups.filter((group) => group.name.startsWith(town.groups[0].name)).at(-1);
  [room, person] = [home.id, town.people[0].id];
  keep("room", room);
  keep("person", person);
  drawChoices();
  await open();
  $("person").dispatchEvent(new Event("change"));
  return say(text);
}

function fill(text) {
  words.value = call() + text;
  resize();
  words.focus();
}

export function onMessage(message) {
  if (message.chat !== chatId()) return false;
  latest.touch();
  const index = messages.findIndex((one) => one.id === message.id);
  if (index < 0) {
    messages.push(message);
    if (messages.length === 1) list.replaceChildren();
    list.append(...parts(message, messages.at(-2)));
  } else {
    messages[index] = message;
    list.querySelector(`[data-id="${message.id}"]`)?.replaceWith(bubble(message));
  }
  if (index < 0 && message.sender.id === person) end.toEnd();
  else end.settle();
  return index < 0;
}

export function onNotice(notice) {
  if (notice.chat !== chatId() || notice.person !== person) return;
  for (const button of list.querySelectorAll(`[data-id="${notice.message}"] .waiting`)) button.classList.remove("waiting");
  if (notice.text) toast(notice.text);
}

async function open() {
  if (chatId() === undefined) return;
  const shown = await latest.read(`chats/${chatId()}`);
  if (!shown) return;
  ({ messages, menu } = shown);
  words.value = words.value || call();
  draw();
}

function drawChoices() {
  const members = town.groups.find((group) => group.id === room)?.members;
  const people = town.people.filter((one) => !members || members.includes(one.id));
  if (!people.some((one) => one.id === person)) person = people[0]?.id;
  $("group").replaceChildren(
    ...town.groups.map((group) => h("option", { value: group.id, selected: group.id === room }, inLanguage(group))),
    h("option", { value: PRIVATE, selected: room === PRIVATE }, label("private")),
  );
  $("chat").classList.toggle("wecom", onWecom());
  $("wecom").hidden = !town.wecom || room === PRIVATE || onWecom();
  $("person").replaceChildren(
    ...people.map((one) =>
      h("option", { value: one.id, selected: one.id === person }, nameOf(one))),
  );
}

const nameOf = (one) => inLanguage(one) + (one.note ? `（${role(one.note)}）` : "");

function draw() {
  setReply(null);
  const nodes = messages.flatMap((message, index) => parts(message, messages[index - 1]));
  list.replaceChildren(...(nodes.length ? nodes : [h("p", { className: "empty" }, label("empty"))]));
  end.toEnd();
  $("menu").replaceChildren(
    ...menu.map((command) =>
      h("button", { type: "button", title: described(command), onclick: () => fill(`/${command.name} `) },
        h("b", {}, `/${command.name}`), h("span", {}, described(command)))),
  );
}

function parts(message, before) {
  const today = day(message.at, locale());
  const isNewDay = !before || day(before.at, locale()) !== today;
  return [...(isNewDay ? [h("p", { className: "day" }, h("span", {}, today))] : []), bubble(message)];
}

function bubble(message) {
  const { sender, service } = message;
  if (service) {
    const node = h("p", { className: "service" }, h("span", {}, label(service.kind, service)));
    node.dataset.id = message.id;
    return node;
  }
  const side = sender.id === person ? "mine" : sender.is_bot ? "bot" : "other";
  const node = h("article", { className: `message ${side}` },
    h("span", { className: "face", ariaHidden: "true" }, sender.name.slice(sender.is_bot ? 0 : -1).slice(0, 1)),
    h("div", { className: "body" },
      h("div", { className: "bubble" },
        h("div", { className: "name" }, inLanguage(sender)),
        message.reply && h("blockquote", {}, h("b", {}, inLanguage(message.reply.sender)),
          message.reply.text || (message.reply.photo ? label("picture") : "")),
        message.photo && link(fileUrl(message.photo), h("img", { src: fileUrl(message.photo), alt: label("picture"), className: "photo" })),
        message.document && h("div", { className: "document" }, link(fileUrl(message.document.file), message.document.name)),
        message.text && h("div", { className: "words" }, ...marked(message.text, message.entities)),
        message.text && glossed(gloss(message, sender.is_bot)),
        h("div", { className: "foot" },
          h("button", { type: "button", className: "answer", onclick: () => setReply(message) }, label("reply")),
          h("span", { className: "time" }, message.edited && `${label("edited")} `,
            h("time", { dateTime: message.at }, hour(message.at))))),
      message.keyboard.length > 0 && h("div", { className: "keyboard" }, ...message.keyboard.map((row, rowIndex) =>
        h("div", {}, ...row.map((button, column) => key(message, button, rowIndex, column)))))));
  node.dataset.id = message.id;
  return node;
}

function key(message, button, row, column) {
  const says = [button.text, glossed(gloss(button, false))].filter(Boolean);
  if (button.url) return isWeb(button.url) ? link(button.url, ...says) : h("span", {}, ...says);
  const node = h("button", { type: "button" }, ...says);
  node.onclick = () => {
    node.classList.add("waiting");
    attempt(post("press", { chat: message.chat, message: message.id, row, column, person }))
      .then((done) => done || node.classList.remove("waiting"));
  };
  return node;
}

async function attempt(request) {
  try {
    await request;
    return true;
  } catch {
    toast(label("failed"));
    return false;
  }
}

function setReply(message) {
  replyTo = message?.id ?? null;
  $("quote").hidden = !message;
  if (!message) return;
  $("quote").firstElementChild.textContent = `${message.sender.name}：${message.text || label("picture")}`;
  words.focus();
}

function setPhoto(blob) {
  if (photo) URL.revokeObjectURL($("preview").querySelector("img").src);
  photo = blob;
  $("preview").hidden = !blob;
  if (blob) $("preview").querySelector("img").src = URL.createObjectURL(blob);
  else $("photo").value = "";
}

// As messengers do: a photo is made smaller, and becomes a JPEG, before it is sent.
async function shrink(file) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LARGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = h("canvas", { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) });
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85));
}

async function send() {
  const text = words.value.trim(), chat = chatId();
  if (!photo && !text) return;
  const request = photo
    ? postForm("photo", { chat, person, caption: text, photo })
    : post("say", { chat, person, text, reply_to: replyTo });
  if (!(await attempt(request))) return;
  words.value = call();
  resize();
  setPhoto(null);
  setReply(null);
}

function resize() {
  words.style.height = "auto";
  words.style.height = `${Math.min(words.scrollHeight, 140)}px`;
}

$("composer").onsubmit = (event) => { event.preventDefault(); send(); };
words.oninput = resize;
words.onkeydown = (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  send();
};
$("group").onchange = (event) => {
  room = event.target.value === PRIVATE ? PRIVATE : Number(event.target.value);
  words.value = "";
  keep("room", room);
  drawChoices();
  open();
};
$("person").onchange = (event) => {
  person = Number(event.target.value);
  keep("person", person);
  if (room === PRIVATE) open();
  else draw();
};
$("photo").onchange = async (event) => {
  const [file] = event.target.files;
  if (!file) return;
  try { setPhoto(await shrink(file)); } catch { toast(label("failed")); }
  words.focus();
};
$("wecom").onclick = async () => {
  try { room = (await post("wecom", { chat: room })).chat; } catch { return toast(label("failed")); }
  keep("room", room);
};
$("quote").lastElementChild.onclick = () => setReply(null);
$("preview").lastElementChild.onclick = () => setPhoto(null);
