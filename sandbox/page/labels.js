// The page's own words. What people and the product write stays as it is.
const LABELS = {
  zh: {
    window: "积分 · 演示",
    title: "村里的积分，一条短信就知道",
    about: "乡村治理积分制的演示：村干部在群里记分，村民发短信查分。回答的是真程序，村子和人都是编的。",
    guide: "照着点一遍，三分钟看懂", try: "试试看", pages: "看网页",
    today: "今天是", "to-day": "过一天", "to-month": "到月底", "to-year": "到年底",
    passing: "日子正在过，请等一等……", building: "正在重新建一个镇……",
    anew: "重新开始", "anew-really": "丢掉这个镇，重新建一个？",
    "tab-chat": "工作群",
    "tab-phone": "村民手机",
    "tab-around": "网页和日子",
    group: "群",
    who: "我是",
    private: "和积分助手单聊",
    wecom: "换到企业微信",
    messages: "群里的消息",
    menu: "命令",
    words: "说点什么，或者点上面的命令",
    photo: "发照片",
    caption: "写一句说明，和照片一起发出",
    drop: "不要了",
    reply: "回复",
    send: "发送",
    clear: "清除",
    villager: "手机",
    sms: "短信",
    texts: "手机上的短信",
    draft: "写短信",
    keys: "手机按键",
    shortcut: "按数字直接发出；打字也行。",
    "shelf-awake": "短信由村委会架子上一部插着 SIM 卡的手机收发（电量 {n}%）。", "shelf-asleep": "村里那部插卡手机睡着了：短信都等着。",
    sleep: "让它睡着", wake: "叫醒它",
    edited: "改过",
    picture: "照片",
    segments: "{n} 条",
    unanswered: "没有回音",
    empty: "这里还没有消息。",
    quiet: "还没有短信。按 1 问问积分。",
    joined: "{name} 进了群",
    left: "{name} 离开了群",
    "moved-to": "本群已升级",
    "moved-from": "本群已升级",
    lost: "连接断了，正在重新连接…",
    failed: "没有发出去，请再试一次",
    nobody: "没有这个人",
    recent: "刚收到短信：",
    "key-1": "积分", "key-2": "明细", "key-3": "排名", "key-4": "物品", "key-5": "规则", "key-6": "找人", "key-7": "网页", "key-8": "公告", "key-9": "下页", "key-0": "帮助",
  },
  en: {
    window: "Points · demo",
    title: "Village points, one text away",
    about: "Officers log points in a group, villagers ask by text. The real program answers; the town is made up.",
    guide: "Press these in turn: three minutes", try: "Try", pages: "Pages",
    today: "Today is", "to-day": "Next day", "to-month": "To the month’s end", "to-year": "To the year’s end",
    passing: "Days are passing, please wait …", building: "Building another town …",
    anew: "Start over", "anew-really": "Throw this town away and build another?",
    "chinese-only": "(in Chinese only)",
    explained: "The page is in Chinese, as villagers read it. From top to bottom it shows:", "open-page": "Open the page", close: "Close",
    "管理专员": "specialist", "考核组员": "assessor", "镇监督员": "town supervisor", "外人": "outsider",
    "tab-chat": "Officers’ group",
    "tab-phone": "Villager’s phone",
    "tab-around": "Pages and days",
    group: "Group",
    who: "I am",
    private: "Private chat with the bot",
    wecom: "To WeCom",
    messages: "Messages in the group",
    menu: "Commands",
    words: "Write something, or tap a command above",
    photo: "Send a photo",
    caption: "Add a caption; it goes with the photo",
    drop: "Remove",
    reply: "Reply",
    send: "Send",
    clear: "Clear",
    villager: "Phone",
    sms: "Texts",
    texts: "Texts on the phone",
    draft: "Write a text",
    keys: "Phone keys",
    shortcut: "Digits send at once; typing works too.",
    "shelf-awake": "Texts go by a phone with a SIM card on a shelf of the village office (battery {n}%).", "shelf-asleep": "The village’s phone has fallen asleep: texts wait.",
    sleep: "Put it to sleep", wake: "Wake it up",
    edited: "edited",
    picture: "Photo",
    segments: "{n} SMS",
    unanswered: "no answer",
    empty: "Nothing here yet.",
    quiet: "No texts yet. Press 1 to ask for points.",
    joined: "{name} joined",
    left: "{name} left",
    "moved-to": "The group was upgraded",
    "moved-from": "The group was upgraded",
    lost: "Connection lost, reconnecting…",
    failed: "Not sent, please try again",
    nobody: "Nobody of that name",
    recent: "New texts: ",
    "key-1": "points", "key-2": "details", "key-3": "rank", "key-4": "goods", "key-5": "rules", "key-6": "call me", "key-7": "page", "key-8": "news", "key-9": "next", "key-0": "help",
  },
};
const KEPT = "jifen-language";
let language = localStorage.getItem(KEPT) === "en" ? "en" : "zh";

export function label(name, values = {}) {
  return LABELS[language][name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

export const isEnglish = () => language === "en";
export const locale = () => (language === "zh" ? "zh-CN" : "en");
export const inLanguage = (one) => (language === "zh" ? one.name : one.english || one.name);
// What people get stays in Chinese; beneath it stands what it says.
export const gloss = (one, isProduct) =>
  (language === "zh" ? "" : one.english || (isProduct ? label("chinese-only") : ""));
export const described = ({ description, english }) => (language === "zh" ? description : english);
// What a person is, as the town's own data say it.
export const role = (note) => (language === "zh" ? note : LABELS.en[note] ?? note);

export function showLabels() {
  document.documentElement.lang = locale();
  document.title = label("window");
  for (const node of document.querySelectorAll("[data-label]")) node.textContent = label(node.dataset.label);
  for (const node of document.querySelectorAll("[data-label-aria]")) node.ariaLabel = label(node.dataset.labelAria);
  for (const node of document.querySelectorAll("[data-label-title]")) node.title = label(node.dataset.labelTitle);
  for (const node of document.querySelectorAll("[data-label-placeholder]"))
    node.placeholder = label(node.dataset.labelPlaceholder);
  const button = document.getElementById("language");
  button.textContent = language === "zh" ? "English" : "中文";
  button.lang = language === "zh" ? "en" : "zh-CN";
}

export function switchLanguage() {
  language = language === "zh" ? "en" : "zh";
  localStorage.setItem(KEPT, language);
  showLabels();
}
