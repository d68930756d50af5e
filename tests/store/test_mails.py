"""E-mails wait until the server has them; alerts are raised once a day."""

from datetime import timedelta

import pytest

from bot.store import MAIL_KEPT, Mail

from .examples import LATER, NOW, SOON

MAIL = Mail("camille@exemple.invalid", "nouvelle_demande", "Une demande attend", "Voir le bureau.", "r1:camille")


async def post(store, *mails, now=NOW):
    async with store.begin() as transaction:
        await transaction.post_mails(mails, now)


async def due(store, now=NOW, **how):
    async with store.read() as transaction:
        return await transaction.due_mails(now, **how)


async def test_a_mail_comes_out_as_it_went_in(store):
    await post(store, MAIL)
    (mail,) = await due(store)
    assert (mail.to, mail.kind, mail.subject, mail.body) == (MAIL.to, MAIL.kind, MAIL.subject, MAIL.body)
    assert (mail.attempts, mail.posted_at) == (0, NOW)


async def test_a_mail_whose_turn_failed_never_leaves(store):
    async def fail():
        async with store.begin() as transaction:
            await transaction.post_mails([MAIL], NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert await due(store) == []


async def test_a_key_is_mailed_once_even_after_it_was_sent(store):
    await post(store, MAIL, MAIL)
    (mail,) = await due(store)
    async with store.begin() as transaction:
        await transaction.mails_sent([mail.id])
    await post(store, MAIL)
    assert await due(store) == []
    await store.purge(NOW + MAIL_KEPT + timedelta(seconds=1))
    await post(store, MAIL)
    assert len(await due(store)) == 1


async def test_mails_without_a_key_repeat_freely(store):
    await post(store, *[Mail("a@exemple.invalid", "lien", "", "")] * 2)
    assert len(await due(store)) == 2
    assert len(await due(store, limit=1)) == 1


async def test_of_a_sent_mail_no_word_stays(store):
    await post(store, MAIL)
    (mail,) = await due(store)
    async with store.begin() as transaction:
        await transaction.mails_sent([mail.id])
        rows = await transaction._connection.exec_driver_sql("SELECT address, subject, body FROM mails")
        assert rows.all() == [(b"", b"", b"")]


async def test_a_mail_that_failed_waits_and_counts_its_attempts(store):
    await post(store, MAIL, Mail("b@exemple.invalid", "lien", "", ""))
    first, second = await due(store)
    async with store.begin() as transaction:
        await transaction.retry_mail(first.id, LATER)
    assert [mail.id for mail in await due(store, SOON)] == [second.id]
    assert [(mail.id, mail.attempts) for mail in await due(store, LATER)] == [(first.id, 1), (second.id, 0)]


async def test_an_alert_is_raised_once_a_day_for_what_it_is_about(store):
    async with store.begin() as transaction:
        assert await transaction.raise_alert("personne", "ml-est", NOW)
        assert not await transaction.raise_alert("personne", "ml-est", LATER)
        assert await transaction.raise_alert("personne", "ml-ouest", LATER)
        assert await transaction.raise_alert("personne", "ml-est", NOW + timedelta(days=1))
        told = [(alert.kind, alert.detail, alert.raised_at) for alert in await transaction.alerts(LATER)]
    assert told == [("personne", "ml-est", NOW + timedelta(days=1)), ("personne", "ml-ouest", LATER)]


async def test_an_alert_that_was_dealt_with_says_so(store):
    async with store.begin() as transaction:
        await transaction.raise_alert("personne", "ml-est", NOW)
        (alert,) = await transaction.alerts(NOW)
        assert not alert.closed
        await transaction.close_alert(alert.id)
        assert [alert.closed for alert in await transaction.alerts(NOW)] == [True]
    assert (await store.status())["alerts"] == 0
