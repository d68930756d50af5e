"""Several people, anything they may send, in any order, while the content is edited under them.

Whatever happens nobody is left without an answer, no turn breaks, nothing leaves without an agreement, limits hold.
"""

from dataclasses import replace
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from bot.core import asking, understand
from bot.core.callrequest import Verb
from bot.core.effects import Hint, Say
from bot.core.events import (
    CaseMoved,
    Commanded,
    Located,
    News,
    Pressed,
    Rang,
    SentOther,
    SharedNumber,
    Started,
    Wrote,
)
from bot.core.flow import Agree, Ask, Asked, Choose, Submit
from bot.core.screen import buttons_of
from bot.core.session import Session
from bot.core.walk import MAX_DEPTH, MAX_STEPS_PER_TURN, MAX_TRAIL
from tests.core.example import MENU, PARTNERS, PLAYBOOK, edited, step, without
from tests.core.playing import WEDNESDAY, Person

MOST_BYTES = 8_000
YES = "Oui, d'accord"
PARTNER = dict.fromkeys(p.name for p in PARTNERS)


def _menu(**choices):
    return step(Choose, "choix", "On fait quoi, alors ?", options=choices)


def _renamed():
    """The first name is now asked as a nickname, and every text of the way changed."""
    rappel = PLAYBOOK.flows["rappel"].steps
    return edited(
        PLAYBOOK,
        "rappel",
        replace(
            rappel["accord"],
            mark="new",
            options=tuple(o._replace(name="nom") if o.name == "prenom" else o for o in rappel["accord"].options),
        ),
        step(Ask, "nom", "Ton surnom ?", asked=Asked.PRENOM, options={}, then="telephone"),
        replace(rappel["telephone"], mark="new"),
        replace(rappel["envoi"], fields=("nom", "telephone")),
        without=["prenom"],
    )


def _poorer():
    """A dialogue, a partner, a quartier and every permanence are gone."""
    menu = _menu(Permanences="@permanences", Rappel="@rappel")
    quartiers = {name: q for name, q in PLAYBOOK.territory.quartiers.items() if name != "blosne"}
    return replace(
        edited(without(PLAYBOOK, "cej"), "menu", menu),
        partners={"ml-isere": PLAYBOOK.partners["ml-isere"]},
        territory=replace(PLAYBOOK.territory, quartiers=quartiers, permanences=(), links={}),
    )


def _long():
    """More questions in a row than the way back remembers."""
    names = [f"q{i}" for i in range(MAX_TRAIL + 5)]
    return {
        name: step(Choose, name, f"{name} ?", options={"Suite": then, "Avant": "retour"})
        for name, then in zip(names, [*names[1:], "fin"], strict=True)
    }


def _other_way():
    """The agreement comes after the first name, the menu stands elsewhere, and another partner answers first."""
    rappel = PLAYBOOK.flows["rappel"].steps
    order = ["quartier", "prenom", "accord", "telephone", "envoi", "refus", "personne", "pas_fini"]
    rewritten = {
        "quartier": replace(rappel["quartier"], then=rappel["accord"].options[0]._replace(label="")),
        "prenom": replace(rappel["prenom"], then=rappel["quartier"].then, mark="other"),
        "accord": step(
            Agree,
            "accord",
            "{partenaire} t'appelle, tu veux ?",
            yes=YES,
            options={YES: "telephone", "Non": "refus"},
            nobody="personne",
        ),
        "envoi": step(Submit, "envoi", "Parti chez {partenaire}.", fields=("prenom", "telephone"), then="fin"),
    }
    rappel_flow = replace(PLAYBOOK.flows["rappel"], steps={name: rewritten.get(name, rappel[name]) for name in order})
    menu = replace(MENU, steps={"debut": replace(_menu(Rappel="@rappel", Aide="@aide"), name="debut")})
    first = replace(PARTNERS[0], id="autre", name="Un autre")
    return replace(
        PLAYBOOK,
        flows={
            **PLAYBOOK.flows,
            "rappel": rappel_flow,
            "menu": menu,
            "cej": replace(PLAYBOOK.flows["cej"], steps=_long()),
        },
        partners={"autre": first, **PLAYBOOK.partners},
    )


def _handed_over():
    """Every word is the same, but someone else answers."""
    return replace(PLAYBOOK, partners={"relais": replace(PARTNERS[0], id="relais", name="Le relais")})


PLAYBOOKS = (PLAYBOOK, _renamed(), _poorer(), _other_way(), _handed_over())
PARTNER_NAMES = {partner.id: partner.name for playbook in PLAYBOOKS for partner in playbook.partners.values()}

PHRASES = sorted(
    {phrase for flow in PLAYBOOK.flows.values() for phrase in flow.phrases}
    | {
        option.label
        for flow in PLAYBOOK.flows.values()
        for s in flow.steps.values()
        for option in getattr(s, "options", ())
    }
    | {"oui", "ouais", "nan", "1", "2", "17", "retour", "06 39 98 12 34", "Inès", "Maurepas", "Rennes", "villeneuve"}
    | {
        "je veux mourir",
        "[bouton_ailleurs]",
        "²",
        "\u202eبسم الله",
        "👩‍🦱" * 50,
        "\ue000x\ue001",
        "é" * 999,
        "🙂" * 1000,
        "a" * 5000,
    }
)
TEXTS = (
    st.sampled_from(PHRASES)
    | st.text(max_size=40)
    | st.text(alphabet="\ue000\ue001\u200f\x00²³٣ a1\n*_{}%<>&/", max_size=20)
)
DEGREES = st.floats() | st.sampled_from([48.126, -1.66, 45.153, 5.725, 91.0, -4.3e16, float("nan")])
PEOPLE = st.sampled_from(["inès", "karim"])
ANY = st.integers(0, 10_000)
WAYS = st.lists(st.sampled_from([0, 0, 0, 0, 0, 1, 2]), max_size=7)
GOOD = {
    Asked.PRENOM: "Inès",
    Asked.TELEPHONE: "06 39 98 12 34",
    Asked.QUARTIER: "Maurepas",
    Asked.AGE: "17",
    Asked.TEXTE: "🙂" * 1000,
    Asked.OUI_NON: "oui",
}
KNOWN_COMMANDS = ["menu", "stop", "aide", "help", "settings", "retour", "rappel", "permanences", "cej", "suivi"]


class Someone(Person):
    """A person, every button and timer they ever had, and the partner they said yes to."""

    def __init__(self, playbook):
        super().__init__(playbook)
        self.rung, self.proposed, self.agreed = [], None, None

    def buttons(self):
        return [button for say in self.shown for button in say.buttons if button.data]

    def says_yes(self, event):
        """Return whether an event presses or types the yes of the agreement on screen."""
        offered = buttons_of(self.session) if self.session else {}
        named = None
        if isinstance(event, Pressed):
            named = offered.get(event.button)
        elif isinstance(event, Wrote | Commanded):
            text = event.text if isinstance(event, Wrote) else f"{event.name} {event.rest}".strip()
            options = list(offered.values())
            index = understand.option(text, options, numbers=True)
            yes = asking.read(Asked.OUI_NON, text) == "oui"
            named = options[index] if index is not None else next((o for o in options if yes and o.label == YES), None)
        return named is not None and named.label == YES


class Conversations(RuleBasedStateMachine):
    """Anything may happen."""

    @initialize()
    def begin(self):
        self.now, self.playbook = WEDNESDAY, PLAYBOOK
        self.people = {name: Someone(PLAYBOOK) for name in ("inès", "karim")}

    # What may happen

    @rule(name=PEOPLE, place=st.sampled_from(["", "maurepas", "gros-chene", "inconnu"]) | st.text(max_size=10))
    def starts(self, name, place):
        self.happens(name, Started(place))

    @rule(name=PEOPLE, first=st.sampled_from([0, 1]))
    def asks_everything_there_is_to_ask(self, name, first):
        self.happens(name, Wrote("garantie jeunes"))
        self.goes_on(name, [first] + [0] * (MAX_TRAIL + 1))

    @rule(name=PEOPLE, text=TEXTS)
    def writes(self, name, text):
        self.happens(name, Wrote(text))

    @rule(name=PEOPLE, command=st.sampled_from(KNOWN_COMMANDS) | st.text(max_size=10), rest=TEXTS)
    def commands(self, name, command, rest):
        self.happens(name, Commanded(command, rest))

    @rule(name=PEOPLE, ways=WAYS)
    def goes_on(self, name, ways):
        """Answer well several times, so that conversations go far."""
        for way in ways:
            person = self.people[name]
            good = GOOD.get(getattr(self.standing(person), "asked", None))
            buttons = list(buttons_of(person.session)) if person.session else []
            press = buttons and (good is None or way == 2)
            self.happens(name, Pressed(buttons[way % len(buttons)], 7) if press else Wrote(good or "rappelez-moi"))

    @rule(name=PEOPLE, of=PEOPLE, which=ANY)
    def presses_any_button_ever_shown_to_anyone(self, name, of, which):
        buttons = self.people[of].buttons()
        self.happens(name, Pressed(buttons[which % len(buttons)].data if buttons else ""))

    @rule(name=PEOPLE, data=st.text(max_size=64), index=st.integers(-3, 10**30))
    def presses_a_forged_button(self, name, data, index):
        session = self.people[name].session or Session()
        screen = next(iter(buttons_of(session)), "0.0").partition(".")[0]
        self.happens(name, Pressed(f"{screen}.{index}" if index % 2 else data))

    @rule(name=PEOPLE, latitude=DEGREES, longitude=DEGREES)
    def shares_a_position(self, name, latitude, longitude):
        self.happens(name, Located(latitude, longitude))

    @rule(
        name=PEOPLE,
        phone=st.sampled_from(["33639981234", "+33639981234", "+", ""]) | st.text(max_size=20),
        own=st.booleans(),
    )
    def shares_a_number(self, name, phone, own):
        self.happens(name, SharedNumber(phone, own))

    @rule(name=PEOPLE, kind=st.sampled_from(["voice", "photo", "sticker", "other"]))
    def sends_something_else(self, name, kind):
        self.happens(name, SentOther(kind))

    @rule(name=PEOPLE, times=st.integers(2, 6))
    def keeps_changing_the_subject(self, name, times):
        for _ in range(times):
            self.happens(name, Wrote("un humain"))
            self.happens(name, Wrote("tu es qui"))

    @rule(name=PEOPLE, version=st.sampled_from(PLAYBOOKS), before=st.integers(0, 4), after=st.integers(0, 6))
    def another_version_comes_in_the_middle_of_a_request(self, name, version, before, after):
        self.happens(name, Commanded("rappel"))
        self.goes_on(name, [0] * before)
        self.another_version_is_published(version)
        self.goes_on(name, [0] * after)

    @rule(name=PEOPLE, which=ANY)
    def a_timer_rings_late_or_twice(self, name, which):
        rung = self.people[name].rung
        timer = rung[which % len(rung)] if rung else None
        self.happens(name, Rang(timer.name, timer.body) if timer else Rang("silence", "1"))

    @rule(name=PEOPLE)
    def nobody_answers(self, name):
        timer = self.people[name].timers.pop("silence", None)
        self.now = max(self.now, timer.due) if timer else self.now
        self.happens(name, Rang("silence", timer.body if timer else ""))

    @rule(
        name=PEOPLE,
        news=st.sampled_from(News),
        partner=st.sampled_from([*PARTNER_NAMES, "parti"]),
        hours=st.integers(-100, 100),
        outcome=st.sampled_from(["", "rdv_pris", "injoignable"]),
    )
    def news_come_of_any_request(self, name, news, partner, hours, outcome):
        self.happens(name, CaseMoved(news, partner, self.now + timedelta(hours=hours), "Camille", outcome))

    @rule(name=PEOPLE, news=st.sampled_from(News), outcome=st.sampled_from(["rdv_pris", "injoignable"]), ways=WAYS)
    def news_come_of_their_own_request(self, name, news, outcome, ways):
        case = self.people[name].session and self.people[name].session.case
        if case:
            self.happens(name, CaseMoved(news, case.partner, case.due, "Camille", outcome))
            self.goes_on(name, ways)

    @rule(name=PEOPLE, version=st.sampled_from([None, None, *PLAYBOOKS]), ways=WAYS)
    def a_promise_is_broken(self, name, version, ways):
        self.happens(name, Started("maurepas"))
        self.happens(name, Commanded("rappel"))
        self.goes_on(name, [0] * 3)
        self.news_come_of_their_own_request(name, News.PROMESSE, "", [])
        self.another_version_is_published(version or self.playbook)
        self.goes_on(name, [0, *ways])

    @rule(name=PEOPLE, ways=WAYS)
    def follows_their_request(self, name, ways):
        self.happens(name, Commanded("suivi"))
        self.goes_on(name, ways)

    @rule(minutes=st.integers(0, 90) | st.integers(0, 60 * 24 * 20))
    def time_goes_by(self, minutes):
        self.now += timedelta(minutes=minutes)

    @rule(version=st.sampled_from(PLAYBOOKS))
    def another_version_is_published(self, version):
        self.playbook = version
        for person in self.people.values():
            person.swap(version)

    # What must hold

    def standing(self, person):
        frame = person.session.stack[-1] if person.session and person.session.stack else None
        flow = self.playbook.flows.get(frame.dialogue) if frame else None
        return flow.steps.get(frame.step) if flow else None

    def happens(self, name, event):
        person = self.people[name]
        person.now = self.now
        before, step_before, yes = person.session, self.standing(person), person.says_yes(event)
        requests, moves = len(person.requests), len(person.moves)
        person >> event
        self.now = person.now
        self.is_answered(person, event)
        self.keeps_limits(person)
        self.has_something_to_move(before, person.moves[moves:])
        self.agreed_first(person, yes, person.requests[requests:], person.moves[moves:], event)
        if isinstance(event, Pressed):
            self.is_no_answer_when_old(person, event, before, step_before)

    def is_answered(self, person, event):
        said = [effect for effect in person.turn.effects if isinstance(effect, Say | Hint)]
        assert said or isinstance(event, Rang | CaseMoved)
        assert all(effect.text.strip() for effect in said)
        assert all(len(effect.text) <= 200 for effect in said if isinstance(effect, Hint))
        person.rung += [effect for effect in person.turn.effects if type(effect).__name__ == "SetTimer"]

    def keeps_limits(self, person):
        assert len(person.turn.visited) <= MAX_STEPS_PER_TURN
        assert all(len(button.data.encode()) <= 64 for button in person.buttons())
        if person.session:
            assert len(person.session.stack) <= MAX_DEPTH
            assert all(len(frame.trail) <= MAX_TRAIL for frame in person.session.stack)
            assert len(person.session.to_json().encode()) <= MOST_BYTES

    def has_something_to_move(self, before, moves):
        assert len(moves) <= 1
        for move in moves:
            assert before.case
            assert (move.verb is Verb.TRANSMETTRE) == (move.consent is not None)
            assert bool(move.partner) == (move.verb in (Verb.TRANSMETTRE, Verb.ROUVRIR))

    def agreed_first(self, person, yes, requests, moves, event):
        """Follow what was shown and answered, from outside: the name on screen when yes was said."""
        if yes and person.proposed:
            person.agreed = person.proposed
        handed = [move for move in moves if move.verb is Verb.TRANSMETTRE]
        for request in [*requests, *handed]:
            assert PARTNER_NAMES[request.partner] == person.agreed
            assert (request.consent.partner, request.consent.due) == (request.partner, request.due)
            assert request.consent.wording.startswith(person.agreed)
            person.agreed = None
        assert all(self.playbook.partners[request.partner].covers(request.quartier) for request in requests)
        assert len(requests) + len(handed) <= 1
        for say in (effect for effect in person.turn.effects if isinstance(effect, Say)):
            if YES in [button.label for button in say.buttons]:
                offer = say.text.rpartition("\n\n")[2]
                person.proposed, person.agreed = offer.partition(" t'appelle")[0], None
            elif say.buttons:
                person.proposed = None
        at_the_menu = person.session and [frame.dialogue for frame in person.session.stack] == ["menu"]
        if person.session is None or isinstance(event, Started) or at_the_menu:
            person.agreed = None

    def is_no_answer_when_old(self, person, event, before, step_before):
        before = before or Session()
        if event.button in buttons_of(before):
            return
        after = person.session
        assert after.answers == before.answers
        assert after.quartier == before.quartier
        assert after.consent in (None, before.consent)
        if isinstance(step_before, Choose | Ask) and step_before.mark == before.stack[-1].mark:
            assert after.stack == before.stack


Conversations.TestCase.settings = settings(max_examples=120, stateful_step_count=40, deadline=None, derandomize=True)
TestConversations = Conversations.TestCase
