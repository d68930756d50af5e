// Draws one message: its words or its file, and the buttons under it.

import { link, richText } from "./richtext.js";

const HOUR = new Intl.DateTimeFormat("fr-FR", { hour: "2-digit", minute: "2-digit" });

export function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

export function button(label, pressed, className = "") {
  const made = element("button", className, label);
  made.type = "button";
  made.addEventListener("click", () => pressed(made));
  return made;
}

// `view` says who looks: {botId, me, group, press(message, button, element)}
export function bubble(message, view) {
  const fromBot = message.from.id === view.botId;
  const mine = message.from.id === view.me;
  const body = element("div", "bubble", ...content(message));
  if (view.group && !mine) body.prepend(element("p", "sender", message.from.first_name));
  body.append(footer(message));
  const row = element("article", `message ${fromBot ? "bot" : "person"} ${mine ? "mine" : "theirs"}`, body);
  row.dataset.message = message.message_id;
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (rows.length) row.append(inlineKeyboard(rows, message, view));
  return row;
}

function footer(message) {
  const time = element("time", "", HOUR.format(new Date(message.date * 1000)));
  time.dateTime = new Date(message.date * 1000).toISOString();
  return element("p", "when", message.edit_date ? "modifié · " : "", time);
}

function content(message) {
  const parts = [];
  const quoted = message.reply_to_message;
  if (quoted) parts.push(element("p", "quoted", quoted.text ?? quoted.caption ?? "…"));
  const drawn = attachment(message);
  if (drawn) parts.push(drawn);
  const text = message.text ?? message.caption;
  if (text) {
    const words = element("div", "words", richText(text, message.entities ?? message.caption_entities));
    parts.push(directed(words, text));
  }
  return parts;
}

// The language that letters tell, for voices and fonts; what is written in Latin letters is left to the page's own.
const LETTERS = [[/\p{Script=Arabic}/u, "ar"], [/\p{Script=Cyrillic}/u, "uk"]];

export function directed(made, text) {
  made.dir = "auto";
  const lang = LETTERS.find(([letters]) => letters.test(text))?.[1];
  if (lang) made.lang = lang;
  return made;
}

function attachment(message) {
  if (message.venue) return place(message.location, `📍 ${message.venue.title}`, message.venue.address);
  if (message.location) return place(message.location, "📍 Position partagée");
  if (message.contact) return card(`👤 ${message.contact.first_name}`, message.contact.phone_number);
  if (message.document) return file(message.document);
  if (message.photo) return picture(message.photo.at(-1), message.caption);
  if (message.voice) return card("🎤 Message vocal", `${message.voice.duration} s`);
  if (message.sticker) return element("p", "sticker", message.sticker.emoji);
  if (message.new_chat_members) return card("Le bot a rejoint le groupe");
  return null;
}

function card(title, detail = "") {
  return element("div", "card", element("strong", "", title), element("span", "", detail));
}

function place(point, title, address = "") {
  const drawn = card(title, address);
  drawn.append(element("span", "coordinates", `${point.latitude.toFixed(4)}, ${point.longitude.toFixed(4)}`));
  return drawn;
}

function file(sent) {
  const anchor = element("a", "card file", ...card(`📎 ${sent.file_name ?? "Fichier"}`, `Télécharger · ${size(sent.file_size)}`).children);
  anchor.href = `sandbox/files/${encodeURIComponent(sent.file_id)}`;
  anchor.download = sent.file_name ?? "";
  return anchor;
}

function size(bytes) {
  return bytes < 1000 ? `${bytes} o` : `${(bytes / 1000).toLocaleString("fr-FR", { maximumFractionDigits: 1 })} Ko`;
}

function picture(sent, caption) {
  const image = element("img", "picture");
  image.src = `sandbox/files/${encodeURIComponent(sent.file_id)}`;
  image.alt = caption ?? "Photo";
  image.addEventListener("error", () => image.replaceWith(card("🖼️ Photo")));
  return image;
}

function inlineKeyboard(rows, message, view) {
  const keyboard = element("div", "inline");
  for (const row of rows) {
    keyboard.append(element("div", "row", ...row.map((one) => inlineButton(one, message, view))));
  }
  return keyboard;
}

function inlineButton(one, message, view) {
  if (one.url) {
    const anchor = link(one.url);
    anchor.className = `choice link ${one.style ?? ""}`;
    anchor.append(one.text);
    return directed(anchor, one.text);
  }
  const made = button(one.text, (pressed) => view.press(message, one, pressed), `choice ${one.style ?? ""}`);
  if (one.callback_data) made.dataset.data = one.callback_data;
  return directed(made, one.text);
}
