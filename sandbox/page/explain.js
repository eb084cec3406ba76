// What a page of the product shows, for who reads no Chinese: told in English before the page is opened, and still there behind it.
import { $, h, link } from "./dom.js";
import { inLanguage, isEnglish, label } from "./labels.js";

const dialog = $("explained");
let pages = [];

export const showTown = (town) => { ({ pages } = town); };

export function openPage(url) {
  if (!explain(url)) window.open(url, "_blank", "noopener");
}

// Whether there is something to tell first.
function explain(url) {
  const page = isEnglish() && pageAt(new URL(url, location.href));
  if (!page || page.sections.length === 0) return false;
  dialog.replaceChildren(
    h("h2", {}, inLanguage(page)),
    h("p", {}, label("explained")),
    h("dl", {}, ...page.sections.flatMap((one) => [h("dt", { lang: "zh-CN" }, one.name), h("dd", {}, one.english)])),
    h("div", { className: "acts" }, link(url, label("open-page")), h("button", { type: "button", onclick: () => dialog.close() }, label("close"))));
  dialog.showModal();
  return true;
}

// One of the page's own links, or an address in a message: of /u/310116103208 the first word says what it is.
function pageAt({ hostname, pathname }) {
  const place = /^\/play\/pages\/(\d+)$/.exec(pathname);
  if (place) return pages[place[1]];
  const [, kind, , deeper] = pathname.split("/");
  return hostname === location.hostname && deeper === undefined && pages.find((page) => page.path === `/${kind}`);
}

document.addEventListener("click", (event) => {
  const pressed = event.target.closest("a[target]");
  if (pressed && !dialog.contains(pressed) && explain(pressed.href)) event.preventDefault();
});
