"""The hour after an outage, with the real scheduler over a modelled line and portal."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sync.simulation.herd import Country, _in_bulk, come_back, described
from sync.transport import Answer
from tests.support.engine_model import Line, Power
from tests.support.model_portal import ModelPortal
from tests.support.revisions import KioskKeys
from tests.support.sync_kiosk import SyncKiosk

WHOLE = Country()


def without_scans(country: Country) -> Country:
    return replace(country, scans=country.dossiers + 1)


def test_our_kiosks_spread_out_and_a_fixed_retry_does_not():
    country = WHOLE.part(30)
    ours, bodies, fixed = come_back(country), come_back(without_scans(country)), come_back(country, fixed=True)
    assert bodies.peak * 5 < fixed.peak  # which brings no scans either
    assert ours.rejected < ours.requests / 50
    assert ours.bodies_at < 15 * 60
    assert ours.bodies_at < ours.scans_at


class Watched(Line):
    """Notes what passes: bytes up, whether it brings bodies, whether it has to do with a scan."""

    def __init__(self, portal: ModelPortal) -> None:
        super().__init__(portal, Power())
        self.seen: list[tuple[int, bool, bool]] = []

    def exchange(self, method: str, target: str, body: bytes | None = None, **more: Any) -> Answer:
        path = target.partition("?")[0]
        scan = path.startswith("/v1/attachments/") or "held=" in target
        self.seen.append((len(body or b""), path == "/v1/revisions", scan))
        return super().exchange(method, target, body, **more)


def test_the_kiosks_of_the_model_ask_for_what_a_real_engine_asks_for(tmp_path: Path) -> None:
    """A backlog with scans, over a line that is well: the same requests in the same order, as large."""
    country = Country(dossiers=250, scans=50, scan=500_000)
    line = Watched(ModelPortal(KioskKeys()))
    kiosk = SyncKiosk(tmp_path / "kiosk.db", line.portal.kiosk, line.portal.public_keys, line)
    for number in range(country.dossiers):
        kiosk.add(pictures=(bytes(country.scan),) if number % country.scans == 0 else ())
    assert kiosk.engine.cycle().failure is None
    assert kiosk.engine.cycle().contact
    kiosk.close()
    planned = [(size, bodies, scan) for _, size, bodies, scan in _in_bulk(country)]
    assert [each[1:] for each in line.seen[: len(planned)]] == [each[1:] for each in planned]
    scans = [(seen[0], plan[0]) for seen, plan in zip(line.seen, planned, strict=False) if plan[2]]
    assert all(abs(seen - plan) < 100 for seen, plan in scans)  # ciphertexts are forty bytes longer
    assert not any(bodies or scan for _, bodies, scan in line.seen[len(planned) :])


def test_a_portal_that_is_too_small_paces_them_and_is_not_left_idle():
    country = replace(WHOLE.part(30), revisions_a_second=2000 / 30, requests_a_second=1000 / 30)
    hour = come_back(country)
    least = country.kiosks * country.dossiers / country.revisions_a_second
    assert hour.bodies_at < 2.5 * least


def test_it_is_the_same_each_time():
    country = WHOLE.part(100)
    assert come_back(country, seed=3) == come_back(country, seed=3)


@pytest.mark.bench
@pytest.mark.timeout(600)
def test_the_whole_country_comes_back(capsys):
    ours, bodies, fixed = come_back(WHOLE), come_back(without_scans(WHOLE)), come_back(WHOLE, fixed=True)
    with capsys.disabled():
        lines = (("our kiosks", ours), ("bodies alone", bodies), ("fixed retry, bodies alone", fixed))
        print("\n" + "\n".join(described(name, hour) for name, hour in lines))
        print(f"peak of bodies alone: {fixed.peak / bodies.peak:.0f} times lower than with a fixed retry")
    assert bodies.peak * 10 < fixed.peak
    assert ours.rejected == 0
    assert ours.bodies_at < 15 * 60
