// One phone: the chat of a person with the bot, or a group where one acts as a chosen member.

import { act, loadChat } from "./api.js";
import { bubble, button, directed, element } from "./bubbles.js";
import { wirePanels, PLACES } from "./panels.js";

const SPINNER_LASTS = 15_000;
const TYPING_LASTS = 5_000;
const TOAST_LASTS = 5_000;

export class Phone {
  constructor({ chatId, owners, title, bot }) {
    this.chatId = chatId;
    this.owners = owners;
    this.me = owners[0];
    this.bot = bot;
    this.group = chatId < 0;
    this.drawn = new Map();
    this.root = document.querySelector("#phone").content.cloneNode(true).firstElementChild;
    this.root.dataset.phone = chatId;
    this.root.id = `phone-${chatId}`;
    this.root.setAttribute("aria-label", this.group ? `Groupe ${title}` : `Téléphone de ${title}`);
    this.find(".log").setAttribute("aria-label", this.group ? `Messages du groupe ${title}` : `Conversation de ${title}`);
    this.drawHead(title);
    wirePanels(this);
    this.wire();
  }

  find(selector) {
    return this.root.querySelector(selector);
  }

  get name() {
    return this.group ? this.title : this.me.first_name;
  }

  drawHead(title) {
    this.title = title;
    const shown = this.group ? title : this.bot.name;
    this.find("h2").textContent = shown;
    this.find(".avatar").textContent = [...shown][0];
    this.find(".subtitle").textContent = this.resting();
    const owner = this.find(".owner");
    owner.replaceChildren(...(this.group ? [this.memberChoice()] : [`Au clavier : ${this.me.first_name}`]));
  }

  resting() {
    return this.group ? `groupe · ${this.owners.length} membre${this.owners.length > 1 ? "s" : ""} et le bot` : "bot";
  }

  memberChoice() {
    const select = element("select", "", ...this.owners.map((one) => new Option(one.first_name, one.id)));
    select.addEventListener("change", () => {
      this.me = this.owners.find((one) => one.id === Number(select.value));
      this.drawn.clear();
      this.refresh();
    });
    return element("label", "", "Au clavier : ", select);
  }

  wire() {
    const box = this.find(".composer textarea");
    this.on(".composer", "submit", () => {
      const text = box.value.trim();
      if (text) this.say(text);
      box.value = "";
    });
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.find(".composer").requestSubmit();
    });
    this.on(".welcome", "submit", () => this.say(`/start ${this.find("[name=parameter]").value}`.trim()));
    this.on(".unblock", "click", () => this.do("unblock"));
  }

  on(selector, event, then) {
    this.find(selector).addEventListener(event, (fired) => {
      fired.preventDefault();
      then(fired);
    });
  }

  async do(what, details = {}) {
    try {
      await act(what, this.me.id, details);
    } catch {
      this.toast("Ce geste n’a pas pu se faire.");
    }
  }

  say(text) {
    return this.do("text", { text, chat_id: this.chatId });
  }

  // Events come faster than answers: one request at a time, and one more if something changed meanwhile.
  async refresh() {
    if (this.loading) {
      this.again = true;
      return;
    }
    this.loading = true;
    do {
      this.again = false;
      try {
        this.draw(await loadChat(this.chatId, this.me.language_code ?? ""));
      } catch {
        break; // the event stream says when the server is back
      }
    } while (this.again);
    this.loading = false;
  }

  draw(chat) {
    this.chat = chat;
    this.drawMessages(chat.messages);
    const fresh = !chat.started && !this.group;
    this.find(".welcome").hidden = !fresh || chat.blocked;
    directed(this.find(".description"), chat.description);
    this.find(".description").textContent = chat.description || "Que sait faire ce bot ? Appuie sur « Démarrer » pour lui parler.";
    this.find(".blocked").hidden = !chat.blocked;
    this.find(".composer").hidden = fresh || chat.blocked;
    this.find("[data-do=block]").hidden = chat.blocked || this.group;
    this.drawKeyboard(chat.blocked ? null : chat.keyboard);
    this.drawCommands(chat.commands);
  }

  drawMessages(messages) {
    const log = this.find(".log");
    const nearEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 120;
    const kept = new Set(messages.map((message) => message.message_id));
    for (const [id, { row }] of this.drawn) if (!kept.has(id)) { row.remove(); this.drawn.delete(id); }
    if (!this.drawn.size) log.replaceChildren();
    let arrived = false;
    for (const message of messages) arrived = this.drawMessage(log, message) || arrived;
    if (arrived && nearEnd) this.toEnd();
  }

  drawMessage(log, message) {
    const known = this.drawn.get(message.message_id);
    const written = JSON.stringify(message);
    if (known?.written === written) return false;
    const row = bubble(message, {
      botId: this.bot.id,
      me: this.me.id,
      group: this.group,
      press: (pressed, one, made) => this.press(pressed, one, made),
    });
    if (known) known.row.replaceWith(row);
    else log.append(row);
    this.drawn.set(message.message_id, { written, row });
    if (message.from.id === this.bot.id) this.find(".subtitle").textContent = this.resting();
    return true;
  }

  press(message, one, made) {
    if (one.copy_text) return navigator.clipboard?.writeText(one.copy_text.text);
    made.setAttribute("aria-busy", "true");
    setTimeout(() => made.removeAttribute("aria-busy"), SPINNER_LASTS);
    return this.do("press", { chat_id: this.chatId, message_id: message.message_id, callback_data: one.callback_data });
  }

  drawKeyboard(keyboard) {
    const place = this.find(".keyboard");
    const written = JSON.stringify(keyboard);
    this.find("textarea").placeholder = keyboard?.input_field_placeholder || "Message";
    if (this.keyboardWritten === written) return;
    this.keyboardWritten = written;
    const rows = keyboard?.keyboard ?? [];
    place.hidden = !rows.length;
    place.replaceChildren(...rows.map((row) => element("div", "row", ...row.map((one) => {
      const made = button(one.text, () => this.do("press", { chat_id: this.chatId, label: one.text }), `choice ${one.style ?? ""}`);
      return directed(made, one.text);
    }))));
    this.toEnd();
  }

  toEnd() {
    const log = this.find(".log");
    log.scrollTop = log.scrollHeight;
  }

  drawCommands(commands) {
    this.find(".menu").hidden = !commands.length;
    this.find(".commands").replaceChildren(...commands.map(({ command, description }) =>
      button(element("span", "", element("strong", "", `/${command}`), " ", element("bdi", "", description)), () => {
        this.closePanels();
        this.say(`/${command}`);
      })));
  }

  drawPlaces() {
    this.find(".places").replaceChildren(...PLACES.map(([name, latitude, longitude]) =>
      button(name, () => this.sharePlace(latitude, longitude))));
  }

  sharePlace(latitude, longitude) {
    this.closePanels();
    return this.do("location", { latitude, longitude });
  }

  answered({ person_id: person, message_id: message, data, text, show_alert: alert }) {
    if (person !== this.me.id) return;
    for (const made of this.find(`[data-message="${message}"]`)?.querySelectorAll("button") ?? []) {
      if (made.dataset.data === data) made.removeAttribute("aria-busy");
    }
    if (text && alert) this.alert(text);
    else if (text) this.toast(text);
  }

  alert(text) {
    const dialog = this.find("dialog");
    dialog.firstElementChild.textContent = text;
    dialog.showModal();
  }

  toast(text) {
    const place = this.find(".toast");
    place.textContent = text;
    clearTimeout(this.toastEnds);
    this.toastEnds = setTimeout(() => { place.textContent = ""; }, TOAST_LASTS);
  }

  typing() {
    this.find(".subtitle").textContent = "écrit…";
    clearTimeout(this.typingEnds);
    this.typingEnds = setTimeout(() => { this.find(".subtitle").textContent = this.resting(); }, TYPING_LASTS);
  }
}
