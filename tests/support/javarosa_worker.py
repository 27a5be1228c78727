"""JavaRosa in a process of its own: a script of ``python -m forms run`` a line in, what its steps print a line out.

The JVM takes over signals and does not survive fork(), so it must not live in the process of the tests, which have Qt
and servers in them. tests/support/javarosa.py talks to this. A form is filled in as ODK Collect does it: after each
step everything that is relevant is shown until nothing changes any more, because that is when JavaRosa fits repeat
counts and takes back answers that are no longer choices.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jpype

# Times that all pages are shown after one step: choices and counts may decide about each other.
MAX_ROUNDS = 12
# Events that one form may have: an empty repeat has them without end.
MAX_EVENTS = 20_000
TEMPLATE = -2
# What Java's positional arguments say.
NEW, NOT_NEW = True, False
MID_SURVEY = COMPLETED = True
BARE = False


class Refused(Exception):
    """A step that names what is not there, or that cannot be done now."""


class _File:
    """A file of the form's media folder, as org.javarosa.core.reference.Reference."""

    def __init__(self, folder: Path, uri: str) -> None:
        self.uri = uri
        self.path = folder / uri.rpartition("/")[2]

    def getLocalURI(self) -> str:  # noqa: N802 - Java's name
        return str(self.path)

    def getURI(self) -> str:  # noqa: N802 - Java's name
        return self.uri

    def getStream(self) -> Any:  # noqa: N802 - Java's name
        return jpype.JClass("java.io.FileInputStream")(str(self.path))

    def doesBinaryExist(self) -> bool:  # noqa: N802 - Java's name
        return self.path.exists()

    def isReadOnly(self) -> bool:  # noqa: N802 - Java's name
        return True


class JavaRosa:
    """The classes this needs, and where ``jr://file…`` leads."""

    def __init__(self, jar: str, zone: str) -> None:
        # It runs for seconds: optimising its code, and collecting garbage beside it, would take longer than they save.
        quick = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
        jpype.startJVM(f"-Duser.timezone={zone}", "-Xss16m", "-Xmx1g", *quick, classpath=[jar])
        find = jpype.JClass
        find("org.javarosa.model.xform.XFormsModule")().registerModule()
        manager = find("org.javarosa.core.reference.ReferenceManager").instance()
        manager.addReferenceFactory(jpype.JProxy("org.javarosa.core.reference.ReferenceFactory", inst=self))
        self.folder = Path()
        self.forms = find("org.javarosa.xform.util.XFormUtils")
        self.stream = find("java.io.ByteArrayInputStream")
        self.model = find("org.javarosa.form.api.FormEntryModel")
        self.controller = find("org.javarosa.form.api.FormEntryController")
        self.new_instance = find("org.javarosa.core.model.instance.InstanceInitializationFactory")
        self.index = find("org.javarosa.core.model.FormIndex")
        self.group = find("org.javarosa.core.model.GroupDef")
        self.serialiser = find("org.javarosa.model.xform.XFormSerializingVisitor")
        self.parse_answer = find("org.javarosa.xform.util.XFormAnswerDataParser").getAnswerData
        self.select_one = find("org.javarosa.core.model.data.SelectOneData")
        self.select_many = find("org.javarosa.core.model.data.SelectMultiData")
        self.strings = find("org.javarosa.core.model.data.StringData")
        self.list = find("java.util.ArrayList")
        self.kept_choices = find("org.javarosa.core.model.ItemsetBinding").class_.getDeclaredField(
            "cachedFilteredChoiceList"
        )
        self.kept_choices.setAccessible(True)

    def derives(self, uri: Any) -> bool:
        """org.javarosa.core.reference.ReferenceFactory."""
        return str(uri).startswith("jr://")

    def derive(self, uri: Any, _context: Any = None) -> Any:
        """org.javarosa.core.reference.ReferenceFactory."""
        return jpype.JProxy("org.javarosa.core.reference.Reference", inst=_File(self.folder, str(uri)))

    def open(self, source: bytes, media: Path, *, plain: bool = False) -> "Filling":
        self.folder = media
        return Filling(self, self.forms.getFormFromInputStream(self.stream(source)), plain=plain)


class Filling:
    """One filling of one form.

    plain: JavaRosa as it is. Else what the table of departures says of it is evened out, as far as it can be.
    """

    def __init__(self, rosa: JavaRosa, form: Any, *, plain: bool = False) -> None:
        self.rosa = rosa
        self.plain = plain
        self.form = form
        self.model = rosa.model(form)
        self.controller = rosa.controller(self.model)
        form.initialize(NEW, rosa.new_instance())
        self.questions: dict[str, Any] = {}
        self.prompts: dict[str, Any] = {}

    # Finding.

    def ref_of(self, reference: Any) -> str:
        """A TreeReference as the scripts write it: positions on repeats only."""
        node = self.form.getMainInstance().resolveReference(reference)
        return str(reference.toString(BARE)) if node is None else self.ref_of_node(node)

    def ref_of_node(self, node: Any) -> str:
        parts = []
        while node is not None and node.getName() is not None:
            name = str(node.getName())
            parts.append(f"{name}[{node.getMult() + 1}]" if node.isRepeatable() else name)
            node = node.getParent()
        return "/" + "/".join(reversed(parts))

    def leaves(self, node: Any = None) -> Iterator[Any]:
        node = self.form.getMainInstance().getRoot() if node is None else node
        for at in range(node.getNumChildren()):
            child = node.getChildAt(at)
            if child.getMult() == TEMPLATE:
                continue
            if child.getNumChildren():
                yield from self.leaves(child)
            elif not child.isRepeatable():
                yield child

    # Showing.

    def show(self) -> None:
        """Leafs through the form until nothing changes."""
        if self.plain:
            self.leaf_through()
            return
        for _ in range(MAX_ROUNDS):
            before = self.values()
            self.recompute()
            self.leaf_through()
            if self.values() == before:
                return
        raise Refused("JavaRosa never comes to rest")

    def values(self) -> list[tuple[str, str]]:
        return [(self.ref_of_node(node), self.value_of(node)) for node in self.leaves()]

    def leaf_through(self) -> None:
        self.questions.clear()
        self.prompts.clear()
        self.controller.jumpToIndex(self.rosa.index.createBeginningOfFormIndex())
        for _ in range(MAX_EVENTS):
            event = self.controller.stepToNextEvent()
            if event == self.controller.EVENT_END_OF_FORM:
                return
            index = self.model.getFormIndex()
            if event == self.controller.EVENT_REPEAT and self.is_surplus(index):
                self.controller.jumpToIndex(self.controller.deleteRepeat(index))
                self.recompute()
                self.leaf_through()
                return
            if event == self.controller.EVENT_QUESTION:
                ref = self.ref_of(index.getReference())
                self.questions[ref] = index
                self.show_choices(index)
            elif event == self.controller.EVENT_PROMPT_NEW_REPEAT:
                parent = self.form.getMainInstance().resolveReference(index.getReference().getParentRef())
                above = "" if parent is None else self.ref_of_node(parent)
                self.prompts[f"{above}/{index.getReference().getNameLast()}"] = index

        raise Refused("JavaRosa finds no end of the form")

    def is_surplus(self, index: Any) -> bool:
        """Whether jr:count says that this instance is one too many (the row count-shrink)."""
        count = self.form.getChild(index).getCountReference()
        if count is None or self.plain:
            return False
        reference = count.getReference().contextualize(index.getReference())
        node = self.form.getMainInstance().resolveReference(reference)
        data = None if node is None or not node.isRelevant() else node.getValue()
        return bool(index.getElementMultiplicity() >= (0 if data is None else int(data.getValue())))

    def show_choices(self, index: Any) -> None:
        prompt = self.model.getQuestionPrompt(index)
        itemset = prompt.getQuestion().getDynamicChoices()
        if itemset is None:
            return
        if self.plain:
            prompt.getSelectChoices()
            return
        # JavaRosa keeps a list when what it is filtered by becomes irrelevant (the row choice-cache).
        self.rosa.kept_choices.set(itemset, None)
        node = self.form.getMainInstance().resolveReference(index.getReference())
        before = self.value_of(node)
        prompt.getSelectChoices()
        if self.value_of(node) != before:
            # JavaRosa takes the answer back without telling what is computed from it (stale-choice).
            self.form.setValue(node.getValue() if self.value_of(node) else None, index.getReference(), MID_SURVEY)

    # Steps.

    def step(self, action: str, *arguments: str) -> Iterator[object]:
        match action, arguments:
            case "set", (ref, value):
                self.answer(ref, value)
            case "add", (ref,):
                if ref not in self.prompts:
                    raise Refused(f"no place for another {ref}")
                self.controller.newRepeat(self.prompts[ref])
            case "remove", (ref,):
                self.remove(ref)
            case "language", (language,):
                self.controller.setLanguage(language)
            case "choices", (ref,):
                yield self.choices(ref)
                return
            case "dump", ():
                yield [self.described(node) for node in self.leaves()]
                return
            case "xml", ():
                yield {"xml": self.serialised()}
                return
            case "finalize", ():
                yield self.finished()
                return
            case _:
                raise Refused(f"no such step: {action}")
        self.show()

    def recompute(self) -> None:
        """JavaRosa evaluates too little anew when instances of repeats come and go; this evaluates everything."""
        self.form.initialize(NOT_NEW, self.rosa.new_instance())

    def index_of(self, ref: str) -> Any:
        if ref not in self.questions:
            raise Refused(f"{ref} is not asked now")
        return self.questions[ref]

    def answer(self, ref: str, value: str) -> None:
        index = self.index_of(ref)
        data = self.data(index, value) if value else None
        self.controller.saveAnswer(index, data, MID_SURVEY)

    def data(self, index: Any, value: str) -> Any:
        prompt = self.model.getQuestionPrompt(index)
        question = prompt.getQuestion()
        choices = {str(choice.getValue()): choice for choice in prompt.getSelectChoices() or ()}
        if choices and self.plain and value not in choices:
            return self.rosa.strings(value)
        if not choices:
            return self.rosa.parse_answer(value, prompt.getDataType(), question)
        try:
            if prompt.getControlType() == 2:  # Constants.CONTROL_SELECT_ONE
                return self.rosa.select_one(choices[value].selection())
            chosen = self.rosa.list()
            for one in value.split():
                chosen.add(choices[one].selection())
        except KeyError as missing:
            raise Refused(f"{missing} is not a choice of {self.ref_of(index.getReference())}") from None
        return self.rosa.select_many(chosen)

    def remove(self, ref: str) -> None:
        """JavaRosa deletes the instance that an index stands in."""
        self.controller.jumpToIndex(self.rosa.index.createBeginningOfFormIndex())
        while True:
            event = self.controller.stepToNextEvent()
            if event == self.controller.EVENT_END_OF_FORM:
                raise Refused(f"there is no {ref}")
            index = self.model.getFormIndex()
            if event == self.controller.EVENT_REPEAT and self.ref_of(index.getReference()) == ref:
                self.controller.deleteRepeat(index)
                return

    def choices(self, ref: str) -> list[dict[str, str]]:
        prompt = self.model.getQuestionPrompt(self.index_of(ref))
        return [
            {"value": str(choice.getValue()), "label": str(prompt.getSelectChoiceText(choice))}
            for choice in prompt.getSelectChoices()
        ]

    def value_of(self, node: Any) -> str:
        data = node.getValue()
        return "" if data is None else str(data.uncast().getString())

    def described(self, node: Any) -> dict[str, object]:
        value = self.value_of(node)
        relevant, required = bool(node.isRelevant()), bool(node.isRequired())
        fits = bool(self.form.evaluateConstraint(node.getRef(), node.getValue()))
        return {
            "ref": self.ref_of_node(node),
            "relevant": relevant,
            "readonly": not node.isEnabled(),
            "required": required,
            "value": value,
            "constraintOk": fits,
            "valid": not relevant or (fits and not (required and value == "")),
        }

    def serialised(self) -> str:
        return bytes(self.rosa.serialiser().serializeInstance(self.form.getInstance())).decode()

    def finished(self) -> dict[str, object]:
        """errors: the first one only, which is all that JavaRosa tells."""
        outcome = self.form.validate(COMPLETED)
        errors = []
        if outcome is not None:
            verdict = "required" if outcome.outcome == self.controller.ANSWER_REQUIRED_BUT_EMPTY else "constraint"
            errors.append({"ref": self.ref_of(outcome.failedPrompt.getReference()), "verdict": verdict})
        self.controller.finalizeFormEntry()
        return {"xml": self.serialised(), "errors": errors}


def run_script(rosa: JavaRosa, script: Mapping[str, Any]) -> Iterator[object]:
    """As ``python -m forms run``; form is the XML itself or an absolute path, media an absolute path.

    With "plain" nothing is evened out.
    """
    source = script["form"]
    data = source.encode() if source.lstrip().startswith("<") else Path(source).read_bytes()
    filling = rosa.open(data, Path(script.get("media") or "."), plain=bool(script.get("plain")))
    if script.get("language"):
        filling.controller.setLanguage(script["language"])
    filling.show()
    for number, step in enumerate(script["steps"], 1):
        try:
            yield from filling.step(*step)
        except Refused as problem:
            yield {"error": str(problem), "step": number}
        except jpype.JException as problem:
            yield {"error": f"{type(problem).__name__}: {problem}", "step": number}


def handle(rosa: JavaRosa, request: Mapping[str, Any]) -> object:
    if "measure" in request:
        from tests.support.javarosa_measure import measure

        return measure(rosa, request["measure"])
    return list(run_script(rosa, request["run"]))


def main() -> None:
    rosa = JavaRosa(sys.argv[1], sys.argv[2])
    for line in sys.stdin:
        try:
            answer: dict[str, object] = {"result": handle(rosa, json.loads(line))}
        except Exception as problem:  # noqa: BLE001 - whatever is wrong with one form, the next is still run
            answer = {"error": f"{type(problem).__name__}: {problem}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
