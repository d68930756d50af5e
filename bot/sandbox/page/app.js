// Puts the phones on the page, one by one or side by side, and passes on what the server tells.

import { addPerson, listen, loadState } from "./api.js";
import { button } from "./bubbles.js";
import { Phone } from "./phone.js";

const phones = new Map();
const main = document.querySelector(".phones");
const tabs = document.querySelector(".tabs");
let front = null;

const owner = ({ id, first_name, language_code }) => ({ id, first_name, language_code });

async function showPeople() {
  const { bot, people, groups } = await loadState();
  const members = new Set(groups.flatMap((group) => group.members));
  const wanted = [
    ...people.filter((one) => one.started || !members.has(one.id)).map((one) => ({ chatId: one.id, title: one.first_name, owners: [owner(one)], bot })),
    ...groups.map((group) => ({ chatId: group.id, title: group.title, owners: people.filter((one) => group.members.includes(one.id)).map(owner), bot })),
  ];
  for (const [id, phone] of phones) if (!wanted.some((one) => one.chatId === id)) { phone.root.remove(); phones.delete(id); }
  const drawn = wanted.map(showPhone);
  bring(phones.has(front) ? front : wanted[0]?.chatId ?? null);
  await Promise.all(drawn);
  phones.get(front)?.toEnd();
}

async function showPhone(one) {
  const known = phones.get(one.chatId);
  if (known && JSON.stringify(known.shownAs) === JSON.stringify(one)) return known.refresh();
  const phone = new Phone(one);
  phone.shownAs = one;
  if (known) known.root.replaceWith(phone.root);
  else main.insertBefore(phone.root, one.chatId > 0 ? main.querySelector("[data-phone^='-']") : null);
  phones.set(one.chatId, phone);
  return phone.refresh();
}

function bring(chatId) {
  front = chatId;
  tabs.replaceChildren(...[...main.children].map((root) => {
    const id = Number(root.dataset.phone);
    if (root.classList.toggle("front", id === front)) phones.get(id).toEnd();
    const tab = button(phones.get(id).name, () => bring(id));
    tab.setAttribute("aria-pressed", String(id === front));
    tab.setAttribute("aria-controls", root.id);
    return tab;
  }));
}

function changed(event) {
  const phone = phones.get(event.chat_id);
  if (event.type === "people") showPeople();
  else if (event.type === "chat") phone ? phone.refresh() : showPeople();
  else if (event.type === "answer") phone?.answered(event);
  else if (event.type === "action") phone?.typing();
}

function connected(there) {
  document.querySelector(".offline").hidden = there;
  if (there) showPeople();
}

const adding = document.querySelector(".add");
const newcomer = document.querySelector(".newcomer");
adding.addEventListener("click", () => {
  newcomer.hidden = !newcomer.hidden;
  adding.setAttribute("aria-expanded", String(!newcomer.hidden));
  if (!newcomer.hidden) newcomer.elements.first_name.focus();
});
newcomer.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { first_name: name, language } = newcomer.elements;
  const person = await addPerson({ first_name: name.value.trim(), language: language.value });
  front = person.id;
  newcomer.reset();
  adding.click();
  await showPeople();
  adding.focus();
});

listen(changed, connected);
