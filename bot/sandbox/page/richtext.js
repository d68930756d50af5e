// Turns a text and Telegram's entities into DOM nodes. Never writes HTML: what a bot or a person wrote stays text.

const TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
  expandable_blockquote: "blockquote",
  spoiler: "span",
  bot_command: "span",
  hashtag: "span",
  mention: "span",
};
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]); // they end their own line
const SAFE_LINK = /^(https?:|tel:|mailto:|tg:)/i;

export function richText(text, entities = []) {
  return nest(text, [...entities], 0, text.length);
}

function nest(text, entities, start, end) {
  const fragment = document.createDocumentFragment();
  let position = start;
  while (entities.length) {
    const entity = entities.shift();
    const last = Math.min(entity.offset + entity.length, end);
    if (entity.offset < position || last <= entity.offset) continue;
    const inner = entities.filter((other) => other.offset < last);
    entities = entities.filter((other) => other.offset >= last);
    fragment.append(text.slice(position, entity.offset));
    const element = elementFor(entity, text.slice(entity.offset, last));
    element.append(nest(text, inner, entity.offset, last));
    fragment.append(element);
    position = BLOCKS.has(entity.type) && text[last] === "\n" ? last + 1 : last;
  }
  fragment.append(text.slice(position, end));
  return fragment;
}

function elementFor(entity, words) {
  const address = { text_link: entity.url, url: words, email: `mailto:${words}` }[entity.type];
  if (address !== undefined) return link(address);
  const element = document.createElement(TAGS[entity.type] ?? "span");
  element.className = entity.type;
  if (entity.type === "spoiler") {
    element.tabIndex = 0;
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", "Texte masqué, appuyer pour lire");
    const reveal = () => { element.classList.add("shown"); element.removeAttribute("aria-label"); };
    element.addEventListener("click", reveal);
    element.addEventListener("keydown", (event) => { if (event.key === "Enter") reveal(); });
  }
  return element;
}

export function link(address) {
  const url = /^[\w-]+(\.[\w-]+)+/.test(address) ? `https://${address}` : address;
  const element = document.createElement(SAFE_LINK.test(url) ? "a" : "span");
  if (element instanceof HTMLAnchorElement) {
    element.href = url;
    element.target = "_blank";
    element.rel = "noopener noreferrer";
  }
  return element;
}
