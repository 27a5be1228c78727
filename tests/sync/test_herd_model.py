"""The hour after an outage, with the real scheduler over a modelled line and portal."""

from dataclasses import replace

import pytest

from sync.simulation.herd import Country, come_back, described

WHOLE = Country()


def test_our_kiosks_spread_out_and_a_fixed_retry_does_not():
    country = WHOLE.part(30)
    ours, fixed = come_back(country), come_back(replace(country, scans=country.dossiers + 1), fixed=True)
    assert ours.peak * 1.5 < fixed.peak  # the smaller the herd, the more chance there is in a single second
    assert ours.rejected < ours.requests / 50
    assert ours.bodies_at < 15 * 60
    assert ours.bodies_at < ours.scans_at


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
    ours, fixed = come_back(WHOLE), come_back(replace(WHOLE, scans=WHOLE.dossiers + 1), fixed=True)
    with capsys.disabled():
        print(f"\n{described('our kiosks', ours)}\n{described('fixed retry', fixed)}")
        print(f"peak: {fixed.peak / ours.peak:.1f} times lower than with a fixed retry")
    assert ours.peak * 3 < fixed.peak
    assert ours.bodies_at < 15 * 60
