"""The stateful model with sticks besides the lines: written, forgotten in a drawer, brought back in any order.

What the portal does with a stick is written out here as sync/portal/bundles.py does it, over the model portal; the
kiosk's ends are the real ones. tests/sync/bundles/test_stick_model.py runs it.
"""

from contextlib import suppress
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from nacl.public import PublicKey

from sync.bundles import answering, stick, writing
from sync.bundles.errors import Outdated
from sync.bundles.letter import ANSWER, MANIFEST, MAX_MANIFEST, Reply, Result, read_manifest, write_reply
from sync.protocol.answers import NONCE_HEADER
from sync.protocol.encoding import canonical_json
from tests.support.engine_model import WHICH, KioskAndPortal
from tests.support.model_portal import TOKEN, ModelPortal


def answer_of(portal: ModelPortal, folder: Path, to: PublicKey) -> bytes:
    """The model portal takes the stick, and answers."""
    manifest = read_manifest(stick.read(folder / MANIFEST, MAX_MANIFEST))
    for blob in manifest.attachments:
        portal.blobs[blob.sha256] = stick.read(folder / writing.ATTACHMENTS / blob.sha256, blob.size)
    results = []
    for one in manifest.revisions:
        status, body = portal.put(stick.read(folder / writing.REVISIONS / one.hash, one.size))
        said = body if isinstance(body, bytes) else canonical_json(body)
        results.append(Result(one.dossier, one.number, one.hash, status, said))
    cursor = manifest.cursor if manifest.epoch == portal.epoch else ""
    headers = {"Authorization": f"Bearer {TOKEN}", NONCE_HEADER: "n" * 22}
    busy, portal.busy = portal.busy, 0
    page = portal.handle("GET", f"/v1/changes?after={cursor}&limit=500", headers, b"").body
    portal.busy = busy
    pages = {manifest.cursor: page, cursor: page}
    return write_reply(Reply(manifest.id, manifest.kiosk, manifest.made_at, tuple(results), pages), to, portal.sign_key)


class WithSticks(KioskAndPortal):
    """answers: of each kiosk, all that were ever given: somebody may bring an old one."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[list[bytes]] = [[], []]

    def _stick(self, which: int) -> Path:
        return Path(self.folder.name) / f"stick-{which}"

    @rule(which=WHICH)
    def write_a_stick(self, which: int) -> None:
        kiosk = self.kiosks[which]
        keys = kiosk.keys.sign_key, kiosk.box_key
        writing.export(kiosk.call, kiosk.pictures, kiosk.keys.kiosk, keys, self._stick(which), now=kiosk.time.now)
        # It may arrive long after a line has told that the portal does not have it: an officer then sees two heads.
        self.lines[which].was_late = True

    @rule(which=WHICH)
    def the_portal_takes_the_stick(self, which: int) -> None:
        """The newest one that was written; again, when nothing was written since."""
        if (self._stick(which) / MANIFEST).exists():
            self.answers[which].append(
                answer_of(self.portal, self._stick(which), self.kiosks[which].keys.box_key.public_key)
            )

    @precondition(lambda self: any(self.answers))
    @rule(data=st.data())
    def read_an_answer(self, data: st.DataObject) -> None:
        which = data.draw(st.sampled_from([number for number in (0, 1) if self.answers[number]]))
        self.bring(which, data.draw(st.sampled_from(self.answers[which])))

    def bring(self, which: int, answer: bytes) -> None:
        """The kiosk reads it, whatever became of the portal since."""
        kiosk = self.kiosks[which]
        (self._stick(which) / ANSWER).write_bytes(answer)
        keys = kiosk.keys.box_key, kiosk.sign_key
        with suppress(Outdated):
            answering.apply(kiosk.call, kiosk.sink, kiosk.keys.kiosk, keys, self._stick(which), now=kiosk.time.now)
