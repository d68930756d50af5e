"""What those of the whole territory watch: promises that are late, and alerts. Nobody's name is here."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.core import dates
from bot.desk import cards, words
from bot.desk.call import Call
from bot.store import Alert, RequestRow

KEPT = timedelta(days=30)

ALERTS = {
    "personne_a_prevenir": "Personne ne peut être prévenu",
}
"""What each kind of alert is called; an unknown one shows its own name."""


async def show_late(call: Call) -> Response:
    """Show the late requests of every partner: how many, since when, about what."""
    async with call.office.store.read() as transaction:
        rows = await transaction.requests_late(None, call.now)
    by_partner: dict[str, list[RequestRow]] = defaultdict(list)
    for row in rows:
        by_partner[row.partner].append(row)
    partners = call.office.playbook.partners
    groups = [(partners[of].name if of in partners else of, _late(call, found)) for of, found in by_partner.items()]
    return call.show("retards.html", groups=groups)


def _late(call: Call, rows: list[RequestRow]) -> list[dict[str, str]]:
    playbook = call.office.playbook
    return [
        {
            "number": cards.number_of(row),
            "quartier": playbook.territory.name_of(row.quartier),
            "subject": cards.subject_of(row, playbook),
            "status": words.STATUSES.get(row.status, row.status),
            "before": dates.before(row.due_at),
            "late": words.ago(row.due_at, call.now),
        }
        for row in rows
    ]


async def show_alerts(call: Call) -> Response:
    """Show what an operator must see to."""
    async with call.office.store.read() as transaction:
        raised = await transaction.alerts(call.now - KEPT)
    rows = [_alert(call, one) for one in sorted(raised, key=lambda one: one.closed)]
    return call.show("alertes.html", rows=rows)


def _alert(call: Call, alert: Alert) -> dict[str, str | int | bool]:
    partner = call.office.playbook.partners.get(alert.detail)
    return {
        "id": alert.id,
        "kind": ALERTS.get(alert.kind, words.plain(alert.kind).capitalize()),
        "detail": partner.name if partner else alert.detail,
        "when": words.ago(alert.raised_at, call.now),
        "closed": alert.closed,
    }


async def close_alert(call: Call) -> Response:
    """Note that an alert was seen to."""
    number = call.path["numero"]
    if not number.isdecimal() or len(number) > 18:
        raise HTTPException(404)
    async with call.office.store.begin() as transaction:
        await transaction.close_alert(int(number))
    return call.go("/alertes", "L'alerte est classée.")
