"""What the JSON API shows and does: the state of the world, of one chat, and a person's gestures by name."""

from collections.abc import Callable

from bot.sandbox.chats import Chat, Json
from bot.sandbox.history import Message
from bot.sandbox.state import Sandbox


def do(sandbox: Sandbox, asked: Json) -> Message | None:
    """Do what a person does: `{"what": "text", "person": 500001, "text": "Salut"}` and the like."""
    gestures: dict[str, Callable[..., Message | None]] = {
        "text": sandbox.send_text,
        "press": sandbox.press,
        "location": sandbox.share_location,
        "contact": sandbox.share_contact,
        "voice": sandbox.send_voice,
        "photo": sandbox.send_photo,
        "sticker": sandbox.send_sticker,
        "edit": sandbox.edit_text,
        "block": sandbox.block,
        "unblock": sandbox.unblock,
        "deactivate": sandbox.deactivate,
        "kick_bot": lambda by, group: sandbox.kick_bot(group, by),
        "invite_bot": lambda by, group: sandbox.invite_bot(group, by),
        "join": lambda person, group: sandbox.join(group, person),
    }
    details = dict(asked)
    gesture = gestures[details.pop("what")]
    return gesture(details.pop("person"), **details)


def add_person(sandbox: Sandbox, asked: Json) -> Json:
    """Give someone a phone; the names are those of `Sandbox.add_person`."""
    return sandbox.add_person(asked.pop("first_name"), **asked).user()


def add_group(sandbox: Sandbox, asked: Json) -> Json:
    """Open a group; the names are those of `Sandbox.add_group`."""
    return sandbox.add_group(asked.pop("title"), **asked).description


def add_fault(sandbox: Sandbox, asked: Json) -> Json:
    """Order a fault: `{"kind": "drop", "method": "sendMessage", "after": true}`."""
    orders: dict[str, Callable[..., None]] = {
        "refuse": sandbox.faults.refuse,
        "drop": sandbox.faults.drop,
        "hang": sandbox.faults.hang,
    }
    orders[asked.pop("kind")](**asked)
    return {"left": sandbox.faults.left}


def state(sandbox: Sandbox) -> Json:
    """Describe the bot, the people and the groups."""
    people = sandbox.people.values()
    chats = sandbox.chats.values()
    return {
        "bot": sandbox.bot | {"name": sandbox.profile.names.get("") or sandbox.bot["first_name"]},
        "people": [person.user() | {"started": sandbox.chats[person.id].started} for person in people],
        "groups": [chat.description | {"members": chat.members} for chat in chats if not chat.private],
        "calls": sandbox.calls,
        "pending_updates": len(sandbox.updates.pending),
    }


def chat_state(sandbox: Sandbox, chat: Chat, language: str) -> Json:
    """Describe a chat as its phone shows it."""
    welcome = sandbox.profile.descriptions
    return {
        "messages": list(chat.messages.values()),
        "keyboard": chat.keyboard,
        "commands": sandbox.commands_for(chat, language),
        "started": chat.started,
        "blocked": chat.blocked,
        "kicked": chat.kicked,
        "description": welcome.get(language) or welcome.get("", ""),
    }
