"""What generated forms are made of, and the values that their questions get."""

from dataclasses import dataclass, field

DAYS = ("2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24", "2024-02-29", "1969-12-31", "1950-03-04", "2027-01-01")
WORDS = ("a", "b", "ab", "Lan", "Nguyễn Văn Đức", "x y", "12", "p1", "p2", "d3")
MOMENTS = ("2026-11-23T08:30:00.000+07:00", "2024-02-29T00:00:00.000+07:00", "1969-12-31T23:59:59.000+07:00")
TIMES = ("08:30:00.000+07:00", "23:59:59.000+07:00", "00:00:00.000+07:00")
POINTS = ("10.77 106.7 5 10", "21.03 105.85 0 0", "-8.5 115.25 0 0")
# Rows of lists in three levels: name, label, parent, size.
PLACES = (
    *((f"p{n}", f"Tỉnh {n}", "", n) for n in range(1, 4)),
    *((f"d{n}", f'Huyện "{n}", cũ' if n == 4 else f"Huyện {n}", f"p{n % 3 + 1}", n) for n in range(1, 8)),
    *((f"c{n}", f"Xã {n} & <{n}>", f"d{n % 7 + 1}", n * 3) for n in range(1, 16)),
)


@dataclass(eq=False)
class Container:
    """The root, a group or a repeat. path: absolute, without positions."""

    path: str
    parent: "Container | None" = None
    repeats: bool = False
    children: "list[Container | Field]" = field(default_factory=list)

    def around(self) -> "list[Container]":
        """This one and those it stands in."""
        return [self, *(self.parent.around() if self.parent else ())]


@dataclass(eq=False)
class Field:
    """A node that holds a value. kind: int, decimal, string, date, time, dateTime, geopoint, one (select), many (select
    multiple), rank or trigger.

    asked: False for a calculate. values: of a select, what can be chosen at times. dynamic: they are
    filtered. speaks: their labels say what was answered elsewhere.
    """

    path: str
    parent: Container
    kind: str
    asked: bool = True
    values: tuple[str, ...] = ()
    dynamic: bool = False
    speaks: bool = False

    def around(self) -> list[Container]:
        return self.parent.around()
