// The panels of a phone that open and close: options, commands, and what one can join to a message.

export const PLACES = [
  ["Maurepas, Rennes", 48.127, -1.656],
  ["La Villeneuve, Échirolles", 45.1436, 5.7183],
  ["Romain-Rolland, Saint-Denis", 48.936, 2.357],
  ["Les Hauts de Creil", 49.259, 2.47],
  ["Loin de tout, dans le Cantal", 45.05, 2.7],
];

const PANELS = [[".more", ".options"], [".menu", ".commands"], [".clip", ".attach"]];

export function wirePanels(phone) {
  phone.closePanels = () => PANELS.forEach(([opener, panel]) => show(phone, opener, panel, false));
  for (const [opener, panel] of PANELS) {
    phone.on(opener, "click", () => {
      const opening = phone.find(panel).hidden;
      phone.closePanels();
      show(phone, opener, panel, opening);
      if (opening) phone.find(`${panel} button`)?.focus();
    });
    phone.find(panel).addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      phone.closePanels();
      phone.find(opener).focus();
    });
  }
  for (const chosen of phone.root.querySelectorAll("[data-do]")) {
    chosen.addEventListener("click", () => {
      phone.closePanels();
      const where = ["contact", "block"].includes(chosen.dataset.do) ? {} : { chat_id: phone.chatId };
      phone.do(chosen.dataset.do, where);
    });
  }
  phone.on(".point", "submit", ({ target }) => {
    const [latitude, longitude] = ["latitude", "longitude"].map((name) => Number(target.elements[name].value.replace(",", ".")));
    phone.sharePlace(latitude, longitude);
  });
  phone.find(".clip").hidden = phone.group; // Telegram shares numbers and positions in private only
  phone.drawPlaces();
}

function show(phone, opener, panel, open) {
  phone.find(panel).hidden = !open;
  phone.find(opener).setAttribute("aria-expanded", String(open));
}
