// Talks to the sandbox server: what it shows, what people do, and what changes.

async function post(path, body) {
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

async function get(path) {
  const response = await fetch(path, { cache: "no-store" });
  if (!response.ok) throw new Error(`${response.status}`);
  return response.json();
}

export const loadState = () => get("sandbox/state");
export const loadChat = (chatId, language) => get(`sandbox/chats/${chatId}?language=${encodeURIComponent(language)}`);
export const addPerson = (person) => post("sandbox/people", person);
export const act = (what, person, details = {}) => post("sandbox/do", { what, person, ...details });

// `changed(event)` at each change; `connected(true|false)` when the line comes and goes.
export function listen(changed, connected) {
  const stream = new EventSource("sandbox/events");
  stream.onopen = () => connected(true);
  stream.onerror = () => connected(false);
  stream.onmessage = (message) => changed(JSON.parse(message.data));
}
