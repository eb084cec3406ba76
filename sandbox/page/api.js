// Calls to the sandbox, and the stream of what changes in it.
const token = document.querySelector('meta[name="play-token"]').content;

async function call(path, options = {}) {
  const response = await fetch(`/play/${path}`, { ...options, headers: { "X-Play-Token": token, ...options.headers } });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

export const get = (path) => call(path);
export const post = (path, body) =>
  call(path, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } });
export const postForm = (path, fields) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return call(path, { method: "POST", body: form });
};
export const pageUrl = (place, number) =>
  `/play/pages/${place}?token=${token}&number=${encodeURIComponent(number ?? "")}`;
export const fileUrl = (id) => `/play/files/${encodeURIComponent(id)}?token=${token}`;

// Reads what events may change meanwhile: again if they did; null if a newer read has begun.
export function reader() {
  let turn = 0, isStale = false;
  return {
    touch: () => { isStale = true; },
    async read(path) {
      const mine = ++turn;
      let shown;
      do {
        isStale = false;
        shown = await get(path);
      } while (mine === turn && isStale);
      return mine === turn ? shown : null;
    },
  };
}

const SILENCE_MS = 40_000; // the server is heard every 15 s
const PAUSE_MS = 1_500;

// Calls back with each event; "hello" comes first and after each reconnection, lost(true|false) in between.
export function listen(onEvent, lost) {
  let stream, silence;
  const restart = () => {
    clearTimeout(silence);
    stream?.close();
    stream = new EventSource(`/play/events?token=${token}`);
    stream.onmessage = (message) => {
      clearTimeout(silence);
      silence = setTimeout(fail, SILENCE_MS);
      const event = JSON.parse(message.data);
      if (event.kind === "hello") lost(false);
      onEvent(event);
    };
    stream.onerror = fail;
  };
  const fail = () => {
    stream.close();
    lost(true);
    clearTimeout(silence);
    silence = setTimeout(again, PAUSE_MS);
  };
  // A server that has started anew has another token: load the page again, which brings it.
  const again = async () => {
    try {
      const response = await fetch("/play/town", { headers: { "X-Play-Token": token } });
      if (response.status === 403) location.reload();
      else restart();
    } catch {
      silence = setTimeout(again, PAUSE_MS);
    }
  };
  restart();
}
