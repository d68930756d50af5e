// Follows what is saved: when the studio says that something changed, the living parts of the page are drawn anew.
"use strict";

const page = document.querySelector("main");
const pause = 1000;

async function follow() {
  try {
    const state = await (await fetch(page.dataset.state)).json();
    if (state.marque !== page.dataset.mark) await redraw(state.marque);
  } catch {
    // The studio was stopped: what is shown stays.
  }
  setTimeout(follow, pause);
}

async function redraw(mark) {
  const answer = await fetch(location.href);
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const old of document.querySelectorAll("[data-live]")) {
    const found = fresh.getElementById(old.id);
    if (found && found.innerHTML !== old.innerHTML) old.replaceChildren(...found.childNodes);
  }
  page.dataset.mark = fresh.querySelector("main").dataset.mark || mark;
}

const chat = document.querySelector(".phone[role=region]");
if (chat) chat.scrollTop = chat.scrollHeight;
document.querySelector("[data-first]")?.focus({ preventScroll: true });
if (page.dataset.state) setTimeout(follow, pause);
