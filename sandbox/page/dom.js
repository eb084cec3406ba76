// Small help with the document. Text only ever becomes text nodes, never markup.
export const $ = (id) => document.getElementById(id);

export function h(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const MARKS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "code", spoiler: "span",
  blockquote: "q", bot_command: "em",
};

// A text with its marked stretches; offsets count UTF-16 units, as JavaScript's strings do.
export function marked(text, entities) {
  const cuts = new Set([0, text.length]);
  for (const { offset, length } of entities) cuts.add(offset).add(offset + length);
  const places = [...cuts].sort((a, b) => a - b);
  return places.slice(1).map((end, index) => {
    const start = places[index];
    let node = h("span", {}, ...linked(text.slice(start, end)));
    for (const mark of entities.filter((one) => one.offset <= start && end <= one.offset + one.length)) {
      if (mark.kind === "text_link" && isWeb(mark.url)) node = link(mark.url, node.textContent);
      else if (MARKS[mark.kind]) node = h(MARKS[mark.kind], {}, node);
    }
    return node;
  });
}

export const isWeb = (url) => /^https?:\/\//.test(url ?? "");
export const date = (at, locale) =>
  new Intl.DateTimeFormat(locale, { timeZone, year: "numeric", month: "long", day: "numeric", weekday: "short" }).format(at);
export const link = (url, ...children) => h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, ...children);

// A text whose addresses can be opened, as phones and chats show them.
export function linked(text) {
  return text.split(/(https?:\/\/[\w.:/?=&%#-]+)/).map((piece) => (isWeb(piece) ? link(piece, piece) : piece)).filter(Boolean);
}

let timeZone = "Asia/Shanghai";
export const useTimeZone = (name) => { timeZone = name; };
const part = (at, locale, options) => new Intl.DateTimeFormat(locale, { timeZone, ...options }).format(new Date(at));
export const hour = (at) => part(at, "zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false });
export const day = (at, locale) => part(at, locale, { month: "long", day: "numeric" });

// What a Chinese text says, in small letters beneath it.
export const glossed = (english) => english && h("div", { className: "gloss", lang: "en" }, english);

// A list that shows its end stays there while it grows, its photos load or its window changes: only who moves up leaves.
export function keepEnd(list) {
  let isAtEnd = true, place = 0;
  const toEnd = () => { isAtEnd = true; list.scrollTop = list.scrollHeight; };
  const settle = () => { if (isAtEnd) toEnd(); };
  list.addEventListener("scroll", () => {
    const isNear = list.scrollHeight - list.scrollTop - list.clientHeight < 60;
    isAtEnd = isNear || (isAtEnd && list.scrollTop >= place);
    place = list.scrollTop;
  });
  list.addEventListener("load", settle, true);
  new ResizeObserver(settle).observe(list);
  return { toEnd, settle };
}

// What was chosen, kept over a restart of the page or of the town.
export const kept = (name) => JSON.parse(localStorage.getItem(`jifen-${name}`));
export const keep = (name, value) => localStorage.setItem(`jifen-${name}`, JSON.stringify(value));

let toastTimer = 0;
export function toast(text) {
  const node = $("toast");
  node.textContent = text;
  node.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { node.hidden = true; }, 3500);
}
