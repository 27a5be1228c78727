"""All stages of the tour in their order."""

from ui.tour.reply import Reply
from ui.tour.stages import Stages
from ui.tour.visit import Visit


class Tour(Visit, Reply):
    """The whole way, from "choose your language" to the officer's answer."""

    def walk(self, stages: Stages) -> None:
        """All stages."""
        for name, stage in (
            ("language and text size", self.language),
            ("procedure, found without accents", self.procedure),
            ("consent, nothing ticked beforehand", self.consent),
            ("follow-up code and PIN", self.pin),
            ("identity card, torn and whole", self.card),
            ("wrong input is explained and put right", self.wrong_input),
            ("every question of the birth registration", self.questions),
            ("check answers and change one", self.check),
            ("picture of a paper", self.picture_of_paper),
            ("finish with the portal switched off", self.finish),
            ("receipt on paper, its QR code read", self.receipt),
            ("a mistake seen while the receipt prints", self.amend),
            ("screen wiped, dossier waiting", self.wiped),
            ("portal back: sent exactly once", self.sent),
            ("officer accepts and asks for a correction", self.officer_asks),
            ("resident scans the receipt and reads it", self.resident_reads),
            ("resident corrects what was flagged", self.resident_corrects),
            ("officer accepts, promises, result ready", self.officer_answers),
            ("resident reads the answer", self.resident_reads_answer),
            ("staff area: drafts, what works", self.staff_area),
            ("nothing of the resident is left", self.nothing_left),
        ):
            stages.run(name, stage)
