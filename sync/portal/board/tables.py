"""What the board shows, as tables: the page, the export and the leader's paper are made of the same ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sync.portal.board import charts
from sync.portal.board.figures import Counts, Dossiers, dossiers
from sync.portal.board.period import Period
from sync.portal.board.visits import AGES, FACES, Visits, visits
from sync.portal.registry import procedures
from sync.portal.registry.models import Site
from sync.portal.wording import LANGUAGES

COLUMNS = {
    "sent": gettext_lazy("Sent"),
    "in_time": gettext_lazy("Being worked on, in time"),
    "overdue": gettext_lazy("Being worked on, overdue"),
    "waiting": gettext_lazy("With the resident"),
    "on_time": gettext_lazy("Answered on time"),
    "late": gettext_lazy("Answered late"),
    "withdrawn": gettext_lazy("Withdrawn"),
    "returned": gettext_lazy("Result handed over"),
    "refused": gettext_lazy("Refused"),
}
_AGES = {
    "under-18": gettext_lazy("Under 18"),
    "18-34": "18–34",
    "35-59": "35–59",
    "60-74": "60–74",
    "75+": gettext_lazy("75 and older"),
    "": gettext_lazy("Not known"),
}
_FACES = {
    5: gettext_lazy("Very content"),
    4: gettext_lazy("Content"),
    3: gettext_lazy("So-so"),
    2: gettext_lazy("Not content"),
    1: gettext_lazy("Not content at all"),
}
_CHARTED = 20
_SHORT = 8
Line = tuple[str, tuple[int | str, ...]]


@dataclass(frozen=True, slots=True)
class Table:
    """lines: a label and the figures beside it. chart: the same as a picture, "" for none. key: for files."""

    key: str
    title: str
    head: tuple[str, ...]
    lines: tuple[Line, ...]
    chart: Any = ""

    @property
    def long(self) -> bool:
        """Whether the page shows it only when it is asked for, because the chart says the same."""
        return bool(self.chart) and len(self.lines) > _SHORT

    @property
    def rows(self) -> list[tuple[str, list[tuple[str, int | str]]]]:
        """Each figure with the name of its column, for narrow screens."""
        return [(label, list(zip(self.head[1:], figures, strict=True))) for label, figures in self.lines]


@dataclass(frozen=True, slots=True)
class Board:
    """Everything there is to see about some communes in a period."""

    period: Period
    dossiers: Dossiers
    visits: Visits
    tables: tuple[Table, ...]

    @property
    def summary(self) -> list[tuple[str, int]]:
        """The figures that are read first."""
        total = self.dossiers.total
        return [
            (_("Visits"), self.visits.total),
            (_("Forms begun"), self.visits.started),
            (_("Dossiers sent"), total.sent),
            (_("Corrected by residents"), self.dossiers.corrected),
            (_("Answered on time"), total.on_time),
            (_("Answered late"), total.late),
            (_("Overdue now"), total.overdue),
            (_("Result handed over"), total.returned),
        ]


def board(sites: Mapping[int, Site], period: Period, language: str) -> Board:
    """Count. sites: those to count, by their ids."""
    counted, told = dossiers(list(sites), period), visits(list(sites), period)
    names = {number: site.name for number, site in sites.items()}
    found = [_summary(counted, told), _communes(names, counted, told), _procedures(counted, language)]
    found += [
        _days(period, counted.by_day),
        *_hours(counted, told),
        *_visitors(told),
        _faces(told),
        _shifts(names, told),
    ]
    return Board(period, counted, told, tuple(table for table in found if table.lines))


def _figures(counts: Counts) -> tuple[int, ...]:
    return tuple(getattr(counts, name) for name in COLUMNS)


def _summary(counted: Dossiers, told: Visits) -> Table:
    total = counted.total
    lines: list[Line] = [
        (_("Visits"), (told.total,)),
        (_("Forms begun"), (told.started,)),
        (_("Visits in which a volunteer typed"), (told.assisted,)),
        (_("Dossiers sent"), (total.sent,)),
        (_("Residents were asked to correct"), (counted.asked,)),
        (_("Corrected by residents"), (counted.corrected,)),
        *((str(name), (getattr(total, key),)) for key, name in COLUMNS.items() if key != "sent"),
    ]
    return Table("tong-hop", _("All in all"), (_("What"), _("Number")), tuple(lines))


def _communes(names: Mapping[int, str], counted: Dossiers, told: Visits) -> Table:
    lines = tuple(
        (name, (told.by_site[number], *_figures(counted.by_site.get(number, Counts()))))
        for number, name in sorted(names.items(), key=lambda item: item[1])
    )
    head = (_("Commune"), _("Visits"), *map(str, COLUMNS.values()))
    picture = charts.rows(_("Dossiers sent, by commune"), _most([(name, figures[1]) for name, figures in lines]))
    return Table("xa", _("By commune"), head, lines, picture if len(lines) > 1 else "")


def _procedures(counted: Dossiers, language: str) -> Table:
    order = sorted(counted.by_procedure.items(), key=lambda item: (-item[1].sent, item[0]))
    lines = tuple((procedures.title_of(code, "", language), _figures(counts)) for code, counts in order)
    picture = charts.rows(_("Dossiers sent, by procedure"), _most([(name, figures[0]) for name, figures in lines]))
    return Table("thu-tuc", _("By procedure"), (_("Procedure"), *map(str, COLUMNS.values())), lines, picture)


def _most(figures: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted(figures, key=lambda figure: -figure[1])[:_CHARTED]


def _days(period: Period, by_day: Mapping[date, int]) -> Table:
    figures = [(day.strftime("%d/%m"), by_day.get(day, 0)) for day in period.days]
    if len(figures) < 2 or not by_day:
        return Table("ngay", "", (), ())
    title = _("Dossiers sent, by day")
    lines = tuple((day.strftime("%d/%m/%Y"), (by_day.get(day, 0),)) for day in period.days)
    return Table("ngay", title, (_("Day"), _("Sent")), lines, charts.columns(title, figures))


def _hours(counted: Dossiers, told: Visits) -> list[Table]:
    both = [
        ("gio-luot", _("Visits, by hour"), told.by_hour),
        ("gio-ho-so", _("Dossiers that arrived, by hour"), counted.by_hour),
    ]
    return [_of_day(key, title, by_hour) for key, title, by_hour in both]


def _of_day(key: str, title: str, by_hour: Mapping[int, int]) -> Table:
    if not by_hour:
        return Table(key, title, (), ())
    hours = range(min(6, *by_hour), max(18, *by_hour) + 1)
    figures = [(str(hour), by_hour.get(hour, 0)) for hour in hours]
    lines = tuple((f"{hour}:00–{hour}:59", (by_hour.get(hour, 0),)) for hour in hours)
    return Table(key, title, (_("Hour"), _("Number")), lines, charts.columns(title, figures))


def _visitors(told: Visits) -> list[Table]:
    """Who came, and who of them finished a dossier: only the kiosk knows the age, and tells no more than its band."""
    ages = [(str(_AGES[age]), told.by_age[age], told.finished_by_age[age]) for age in (*AGES, "") if told.total]
    languages = [
        (LANGUAGES.get(key, key) or str(_("Not known")), count, told.finished_by_language[key])
        for key, count in told.by_language.most_common()
    ]
    return [
        _visited("tuoi", _("Visits and dossiers, by age"), _("Age"), ages),
        _visited("ngon-ngu", _("Visits and dossiers, by language"), _("Language"), languages),
    ]


def _visited(key: str, title: str, what: str, figures: Sequence[tuple[str, int, int]]) -> Table:
    lines = tuple((label, (visits, finished)) for label, visits, finished in figures)
    picture = charts.rows(title, [(label, visits) for label, visits, _finished in figures[:_CHARTED]])
    return Table(key, title, (what, _("Visits"), _("Dossiers finished")), lines, picture)


def _faces(told: Visits) -> Table:
    faces = [(str(_FACES[face]), told.faces[face]) for face in FACES if told.faces]
    return _kinds("hai-long", _("What residents thought of it"), _("Answer"), faces)


def _kinds(key: str, title: str, what: str, figures: Sequence[tuple[str, int]]) -> Table:
    lines = tuple((label, (count,)) for label, count in figures)
    return Table(key, title, (what, _("Number")), lines, charts.rows(title, figures[:_CHARTED]))


def _shifts(names: Mapping[int, str], told: Visits) -> Table:
    head = (_("Volunteer"), _("Commune"), _("Shifts"), _("Hours"), _("Visits"), _("Helped to type"))
    lines = tuple(
        (
            f"{shift.kiosk} {shift.code}",
            (
                names[shift.site],
                shift.shifts,
                f"{shift.minutes // 60}:{shift.minutes % 60:02d}",
                shift.visits,
                shift.assisted,
            ),
        )
        for shift in told.shifts
    )
    return Table("ca-truc", _("Volunteers' shifts"), head, lines)
