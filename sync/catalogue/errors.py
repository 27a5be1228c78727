"""What can be wrong with a catalogue."""


class CatalogueRefused(Exception):
    """The catalogue, whole, is not taken: forged, older than the known one, out of date, or put together from two.

    What the kiosk has stays in use. reason: a word for the log and the volunteer's page.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(f"the catalogue is refused: {reason}")
        self.reason = reason


class NotPublished(CatalogueRefused):
    """There is no catalogue where it was looked for."""

    def __init__(self) -> None:
        super().__init__("not-published")
