"""The problems of what is saved, as `allervers check` tells them, while files are being written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from starlette.responses import JSONResponse, Response

from bot.content import problems
from bot.content.codes import CODES, Severity
from bot.content.problems import Problem
from bot.studio.call import Call

TITLES = {Severity.CRITIQUE: "Critiques", Severity.AVERTISSEMENT: "Avertissements", Severity.CONSEIL: "Conseils"}


async def state(call: Call) -> Response:
    """Return the mark of what is saved now: a page that shows another one is drawn anew."""
    return JSONResponse({"marque": call.look.mark})


async def show(call: Call) -> Response:
    """Show every problem, the gravest first, or those of one file."""
    only = call.query.get("fichier", "")
    kept = [problem for problem in call.look.problems if not only or PurePath(problem.file).name == only]
    groups = [(severity, TITLES[severity], found) for severity in Severity if (found := of(kept, severity))]
    files = sorted({PurePath(problem.file).name for problem in call.look.problems})
    counted = problems.counted(kept) if kept else "Aucun problème."
    return call.show("problemes.html", groups=groups, files=files, only=only, codes=CODES, counted=counted)


def of(found: Sequence[Problem], severity: Severity) -> list[Problem]:
    """Return the problems of a severity."""
    return [problem for problem in found if problem.severity is severity]
