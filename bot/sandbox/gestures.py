"""What a person does on the phone, turned into the updates that Telegram would send to the bot."""

import secrets
from typing import Any

from bot.sandbox.chats import Chat, Json, Person
from bot.sandbox.entities import notice
from bot.sandbox.history import Message, visible
from bot.sandbox.world import CALLBACK_LANE, Press, World


class Gestures(World):
    """The hands of the people in this world."""

    def send_text(self, person_id: int, text: str, chat_id: int | None = None, reply_to: int | None = None) -> Message:
        """Write a text, in private or in a group."""
        entities = notice(text, [])
        content: Json = {"text": text, "entities": entities} if entities else {"text": text}
        chat = self._chat_of(person_id, chat_id)
        if reply_to is not None:
            content["reply_to_message"] = chat.messages[reply_to]
        return self._write(person_id, chat, content)

    def share_location(self, person_id: int, latitude: float | None = None, longitude: float | None = None) -> Message:
        """Share a position; the person's own place when none is given."""
        here = self.people[person_id].place
        point = {
            "latitude": here[0] if latitude is None else latitude,
            "longitude": here[1] if longitude is None else longitude,
        }
        return self._write(person_id, self._chat_of(person_id), {"location": point})

    def share_contact(
        self, person_id: int, phone: str | None = None, first_name: str | None = None, user_id: int | None = None
    ) -> Message:
        """Share a number: one's own by default; another name without `user_id` is someone else's card."""
        person = self.people[person_id]
        contact: Json = {"phone_number": phone or person.phone, "first_name": first_name or person.first_name}
        own = first_name in (None, person.first_name)
        if user_id is not None or own:
            contact["user_id"] = person_id if user_id is None else user_id
        return self._write(person_id, self._chat_of(person_id), {"contact": contact})

    def send_voice(self, person_id: int, chat_id: int | None = None) -> Message:
        """Send a voice message, which the bot cannot read."""
        voice = _some_file() | {"duration": 3, "mime_type": "audio/ogg", "file_size": 9000}
        return self._write(person_id, self._chat_of(person_id, chat_id), {"voice": voice})

    def send_photo(self, person_id: int, chat_id: int | None = None) -> Message:
        """Send a picture."""
        photo = [_some_file() | {"width": 90, "height": 60}, _some_file() | {"width": 800, "height": 600}]
        return self._write(person_id, self._chat_of(person_id, chat_id), {"photo": photo})

    def send_sticker(self, person_id: int, chat_id: int | None = None) -> Message:
        """Send a sticker."""
        sticker = _some_file() | {"type": "regular", "width": 512, "height": 512, "emoji": "👍"}
        sticker |= {"is_animated": False, "is_video": False}
        return self._write(person_id, self._chat_of(person_id, chat_id), {"sticker": sticker})

    def edit_text(self, person_id: int, message_id: int, text: str, chat_id: int | None = None) -> Message:
        """Correct a message already sent."""
        chat = self._chat_of(person_id, chat_id)
        kept = {name: value for name, value in chat.messages[message_id].items() if name != "entities"}
        edited = kept | {"text": text, "edit_date": int(self.now())}
        if entities := notice(text, []):
            edited["entities"] = entities
        chat.messages[message_id] = edited
        self.updates.add("edited_message", edited, chat.id)
        self.publish("chat", chat_id=chat.id)
        return visible(edited)

    def press(
        self,
        person_id: int,
        chat_id: int | None = None,
        message_id: int | None = None,
        label: str | None = None,
        *,
        callback_data: str | None = None,
    ) -> None:
        """Press a button by its label or its data: under that message, or where it was shown last, keyboard included.

        Data that no button bears any more are sent all the same, as an old phone would.
        """
        chat = self._chat_of(person_id, chat_id)
        found = self._inline_button(chat, message_id, label, callback_data)
        on_keyboard = label is not None and message_id is None and label in _labels(chat.keyboard)
        if found and not (on_keyboard and found[0]["message_id"] < chat.keyboard_since):
            self._press_inline(self.people[person_id], chat, *found)
        elif label is not None and message_id is None:
            self._press_keyboard(person_id, chat, label)
        elif callback_data is not None and message_id is not None:
            self._press_inline(self.people[person_id], chat, chat.messages[message_id], callback_data)
        else:
            raise LookupError(f"no such button: {label or callback_data!r}")

    def _inline_button(
        self, chat: Chat, message_id: int | None, label: str | None, data: str | None
    ) -> tuple[Json, str] | None:
        messages = [chat.messages[message_id]] if message_id is not None else list(reversed(chat.messages.values()))
        for message in messages:
            for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                for button in row:
                    named = button["text"] == label if label is not None else button.get("callback_data") == data
                    if named and "callback_data" in button:
                        return message, button["callback_data"]
        return None

    def _press_inline(self, person: Person, chat: Chat, message: Json, data: str) -> None:
        press = Press(
            str(secrets.randbelow(2**62)), person.id, chat.id, message["message_id"], data, pressed_at=self.now()
        )
        self.keep_press(press)
        query = {
            "id": press.id,
            "from": person.user(),
            "message": message,
            "chat_instance": str(abs(chat.id) * 7_919),
            "data": data,
        }
        self.updates.add("callback_query", query, person.id + CALLBACK_LANE)
        self.publish("press", chat_id=chat.id, person_id=person.id, message_id=press.message_id, data=data)

    def _press_keyboard(self, person_id: int, chat: Chat, label: str) -> None:
        shown = _labels(chat.keyboard)
        if label not in shown:
            raise LookupError(f"no button {label!r}; the keyboard shows {list(shown)}")
        button = shown[label]
        if chat.keyboard and chat.keyboard.get("one_time_keyboard"):
            chat.keyboard = None
        if button.get("request_contact"):
            self.share_contact(person_id)
        elif button.get("request_location"):
            self.share_location(person_id)
        else:
            self.send_text(person_id, label, chat.id)

    def block(self, person_id: int) -> None:
        """Block the bot: it hears of it, and can write no more."""
        self._change_standing(person_id, blocked=True)

    def unblock(self, person_id: int) -> None:
        """Let the bot write again."""
        self._change_standing(person_id, blocked=False)

    def deactivate(self, person_id: int) -> None:
        """Delete the person's account; the bot hears nothing of it."""
        self.chats[person_id].deactivated = True

    def _change_standing(self, person_id: int, *, blocked: bool) -> None:
        chat = self.chats[person_id]
        if chat.blocked != blocked:
            chat.blocked = blocked
            self._bot_standing(
                self.people[person_id], chat, *(("member", "kicked") if blocked else ("kicked", "member"))
            )

    def _bot_standing(self, who: Person, chat: Chat, old: str, new: str) -> None:
        def standing(status: str) -> Json:
            until = {"until_date": 0} if status == "kicked" else {}
            return {"user": self.bot, "status": status, **until}

        change = {"chat": chat.description, "from": who.user(), "date": int(self.now())}
        change |= {"old_chat_member": standing(old), "new_chat_member": standing(new)}
        self.updates.add("my_chat_member", change, chat.id)
        self.publish("chat", chat_id=chat.id)

    def _chat_of(self, person_id: int, chat_id: int | None = None) -> Chat:
        chat = self.chats[person_id if chat_id is None else chat_id]
        if person_id not in chat.members:
            raise LookupError(f"person {person_id} is not in chat {chat.id}")
        return chat

    def _write(self, person_id: int, chat: Chat, content: Json) -> Message:
        person = self.people[person_id]
        if chat.private and chat.blocked:  # a phone unblocks before it writes
            self.unblock(person_id)
        chat.started = True
        header = {"message_id": chat.next_id(), "from": person.user(), "chat": chat.description}
        message = header | {"date": int(self.now())} | content
        chat.keep(message)
        if self._heard(chat, message):
            self.updates.add("message", message, chat.id)
        chat.bot_spoke_last = False
        self.publish("chat", chat_id=chat.id)
        return visible(message)

    def _heard(self, chat: Chat, message: Json) -> bool:
        """Apply privacy mode: in a group the bot hears what is meant for it, or everything as an administrator."""
        if chat.private or chat.bot_is_admin:
            return not chat.kicked
        text = message.get("text", "")
        addressed = f"@{self.bot['username']}".lower() in text.lower()
        command = text.startswith("/") and "@" not in text.split()[0]
        answered = message.get("reply_to_message", {}).get("from", {}).get("id") == self.bot["id"]
        return (addressed or command or answered) and not chat.kicked


def _labels(keyboard: Json | None) -> dict[str, Json]:
    return {button["text"]: button for row in (keyboard or {}).get("keyboard", []) for button in row}


def _some_file() -> dict[str, Any]:
    file_id = secrets.token_urlsafe(24)
    return {"file_id": file_id, "file_unique_id": file_id[:12]}
