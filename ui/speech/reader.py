"""The Listen button of every page: reads it, stops, and says when there is no voice. Reads by itself when chosen.

Volume, speed and automatic reading belong to one resident: the next one begins with what settings.toml says.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QTimer, Slot

from kiosk.settings import Settings
from ui import i18n
from ui.speech import narration, reading, words
from ui.speech.speaker import Speaker, Utterance
from ui.speech.voices import find_voices, voice_for
from ui.theme import look

if TYPE_CHECKING:
    from ui.app import KioskApp
    from ui.widgets import Screen

_LISTENING = "reader-listens"
_LOOK_EVERY_MS, _LOOKS = 500, 8
"""A page objects at once, or when the store has answered."""
LOUDEST, QUIETEST, VOLUME_STEP = 200, 40, 40
FASTEST, SLOWEST, SPEED_STEP = 180, 80, 20


class Reader(QObject):
    """One per application.

    Attributes:
        automatic: each page reads itself when it comes.
        speaker: what is heard.
        heard: False once the machine turned out to have no loudspeaker.
    """

    def __init__(self, app: "KioskApp", settings: Settings) -> None:
        super().__init__(app)
        self._app = app
        self._settings = settings
        self.speaker = Speaker(self)
        self.automatic = False
        self.heard = True
        self._voices: frozenset[str] | None = None
        self._screen: Screen | None = None
        self._recorded: dict[str, dict[str, Path]] = {}
        self._looks_left = 0
        self._errors = QTimer(self)
        self._errors.setObjectName("errors to say")
        self._errors.setInterval(_LOOK_EVERY_MS)
        self._errors.timeout.connect(self._say_errors)
        self._reset()
        app.screen_shown.connect(self._page_came)
        app.visit_ended.connect(self._reset)
        app.closing.connect(self._errors.stop)
        app.closing.connect(self.speaker.close)
        self.speaker.finished.connect(self._say_state)
        self.speaker.silent.connect(self._nothing_heard)
        if self._settings.speech:
            app.tasks.job(find_voices, self).success(self._voices_found)
        step = app.flow.current
        if step is not None and step.screen is not None:
            # The first page was there before.
            self._page_came(step.screen)

    def use(self, settings: Settings) -> None:
        """Others than before, while nobody is here. Whether there is a voice at all is decided at the start."""
        self._settings = settings
        self._reset()

    # What can be chosen

    def louder(self) -> None:
        """From the next sentence on."""
        self.speaker.volume = min(LOUDEST, self.speaker.volume + VOLUME_STEP)

    def softer(self) -> None:
        """From the next sentence on; never silent."""
        self.speaker.volume = max(QUIETEST, self.speaker.volume - VOLUME_STEP)

    def faster(self) -> None:
        """From the next sentence on."""
        self.speaker.speed = min(FASTEST, self.speaker.speed + SPEED_STEP)

    def slower(self) -> None:
        """From the next sentence on."""
        self.speaker.speed = max(SLOWEST, self.speaker.speed - SPEED_STEP)

    def set_automatic(self, on: bool) -> None:
        """Read every page from the next one on."""
        self.automatic = on

    @property
    def voice(self) -> str:
        """The voice of the language that is shown; "" while there is none."""
        return voice_for(self._app.visit.interface, self._settings.accent, self._voices or frozenset())

    @property
    def usable(self) -> bool:
        """Whether pressing Listen will be heard, as far as is known."""
        return self.heard and (bool(self.voice) or bool(self._narration()))

    # Pages

    @Slot(object)
    def _page_came(self, screen: "Screen") -> None:
        self.speaker.stop()
        self._errors.stop()
        self._screen = screen
        if not self._settings.speech:
            return
        first = not screen.property(_LISTENING)
        if first:
            # A page that was under a cover comes a second time.
            screen.setProperty(_LISTENING, True)  # noqa: FBT003 - Qt takes it by position
            screen.listen_wanted.connect(self._pressed)
            screen.forward.connect(self._look_for_errors)
        self._say_state()
        if self.automatic and self.usable and first:
            self._read(asked=False)

    @Slot()
    def _look_for_errors(self) -> None:
        """Continue was pressed: what the page objects to is said, when pages read themselves."""
        if self.automatic:
            self._looks_left = _LOOKS
            self._errors.start()

    @Slot()
    def _say_errors(self) -> None:
        self._looks_left -= 1
        screen = self._screen
        found = reading.errors(screen) if screen is not None and shiboken6.isValid(screen) else ()
        if found or self._looks_left <= 0:
            self._errors.stop()
        if found:
            recorded = self._narration()
            self.speaker.say([self._utterance(text, recorded) for text in found])
            self._say_state()

    @Slot()
    def _pressed(self) -> None:
        if self.speaker.speaking:
            self.speaker.stop()
            return
        # Somebody may have plugged headphones in since.
        self.heard = True
        self._read(asked=True)

    def say(self, text: str) -> None:
        """Say one sentence, such as an error that has just come."""
        if self._settings.speech:
            self.speaker.say([self._utterance(text, self._narration())])

    def _read(self, *, asked: bool) -> None:
        screen = self._screen
        if screen is None or not shiboken6.isValid(screen):
            return
        recorded = self._narration()
        self.speaker.say([self._utterance(text, recorded) for text in reading.sentences(screen, asked=asked)])
        self._say_state()

    def _utterance(self, text: str, recorded: dict[str, Path]) -> Utterance:
        language = words.language_of(text, self._app.visit.interface)
        voice = voice_for(language, self._settings.accent, self._voices or frozenset())
        return Utterance(words.spoken(text, language), voice, recorded.get(text))

    def _narration(self) -> dict[str, Path]:
        """Recordings for the page: of the language, and of the form's questions on it."""
        language = self._app.visit.interface
        if language not in self._recorded:
            folder = next((each.narration for each in i18n.packs() if each.code == language), None)
            self._recorded[language] = narration.read_index(folder) if folder is not None else {}
        return {**self._recorded[language], **self._form_narration()}

    def _form_narration(self) -> dict[str, Path]:
        visit = self._app.visit
        controller, pack = visit.controller, visit.pack
        page = controller.page() if controller is not None else None
        if controller is None or page is None or pack is None:
            return {}
        files: dict[str, str] = {}
        for question in controller.questions(page):
            if "audio" in question.media:
                files[question.label] = question.media["audio"]
            for choice in controller.session.choices(question.ref):
                if choice.audio:
                    files[choice.label] = choice.audio
        return narration.of_form(files, pack.folder / "media") if files else {}

    # The button

    @Slot()
    def _say_state(self) -> None:
        screen = self._screen
        if screen is None or not shiboken6.isValid(screen) or self._voices is None:
            return
        button = screen.listen_button
        if not self.usable:
            text = self.tr("No sound") if not self.heard else self.tr("No voice")
            icon = "volume-x"
        elif self.speaker.speaking:
            text, icon = self.tr("Stop reading"), "volume-x"
        else:
            text, icon = self.tr("Listen"), "volume-2"
        # On a tablet the row is full: the icon has to do.
        button.setText("" if look().profile.compact else text)
        button.setAccessibleName(text)
        button.set_icon(icon)
        button.show()

    @Slot()
    def _nothing_heard(self) -> None:
        self.heard = False
        self._say_state()

    def _voices_found(self, voices: frozenset[str]) -> None:
        self._voices = voices
        if self._app.bell is not None:
            self._app.bell.voice = voice_for("vi", self._settings.accent, voices)
        self._say_state()
        if self.automatic and self.usable and not self.speaker.speaking:
            self._read(asked=False)

    @Slot()
    def _reset(self) -> None:
        self.speaker.stop()
        self.speaker.volume, self.speaker.speed = self._settings.volume, self._settings.speed
        self.automatic = self._settings.read_aloud
