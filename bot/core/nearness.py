"""How near a place is to someone's quartier, in metres and in words."""

from __future__ import annotations

from typing import NamedTuple

from bot.core import outlines
from bot.core.places import Point, Quartier, metres
from bot.core.tongue import FR, Tongue

HOME_METRES = 1_500
"""Around the centre of a quartier whose outline we do not know, this is still the quartier."""
NEAR_METRES = 5_000
"""A place further than this from the quartier is not « près de chez toi »."""

_WALK_METRES_PER_MINUTE = 70
"""A calm walk with its detours: 4.2 km/h as the crow flies."""
_WALKABLE_MINUTES = 45


class Nearness(NamedTuple):
    """How far a place is from a quartier's centre, in metres, and whether it is in the quartier.

    Ten metres outside a quartier can be far for those who live in it: places outside come after, and say so.
    """

    metres: float
    home: bool = True

    def said(self, tongue: Tongue = FR) -> str:
        """Say it: « à 25 min à pied, hors de ton quartier »."""
        walked = walk(self.metres, tongue)
        return walked if self.home else tongue("hors_du_quartier", distance=walked)


def between(quartier: Quartier, centre: Point, at: Point) -> Nearness:
    """Return how near a place is to a quartier of this centre."""
    far = metres(centre, at)
    home = outlines.holds(at, quartier.outlines) if quartier.outlines else far <= HOME_METRES
    return Nearness(far, home)


def of(home: Quartier | None, at: Point | None) -> Nearness | None:
    """Return how near a place is to someone's quartier, None when where one of the two is, is not known."""
    centre = home and (home.centre or outlines.centre(home.outlines))
    return between(home, centre, at) if home and centre and at else None


def walk(distance: float, tongue: Tongue = FR) -> str:
    """Say a distance as a walk: « à 10 min à pied », or « à 6 km » beyond one."""
    minutes = max(1, round(distance / _WALK_METRES_PER_MINUTE))
    if minutes > 10:
        minutes = 5 * round(minutes / 5)
    if minutes <= _WALKABLE_MINUTES:
        return tongue("a_pied", n=minutes)
    return tongue("a_km", n=round(distance / 1000))


def away(distance: float, tongue: Tongue = FR) -> str:
    """Say a distance from a shared position: « à 300 m », « à 1,2 km », « à moins de 100 m »."""
    hundreds = round(distance / 100)
    if hundreds < 1:
        return tongue("a_moins_de_100_m")
    if hundreds < 10:
        return tongue("a_metres", n=f"{hundreds}00")
    return tongue("a_km", n=f"{hundreds / 10:g}".replace(".", tongue("virgule")))
