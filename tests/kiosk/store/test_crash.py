"""Killed, or without power, at any moment: whatever was shown as saved is there at the next start."""

import multiprocessing
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kiosk import audit
from kiosk.app import Kiosk
from kiosk.errors import KioskError
from tests.support import writers

KILLS = 50
ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def processes():
    """A server that has imported the kiosk once; each writer is a fork of it, so that fifty starts are cheap."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.support.writers"])
    return context


def run(processes, home, messages, seconds, *arguments, cut=None):
    """Let a writer tell so many things, and work a moment longer; then kill it. Returns what it told.

    Counted in messages, not in seconds alone: on a busy machine a writer may not even have started after a second.
    """
    receiver, sender = processes.Pipe(duplex=False)
    writer = processes.Process(target=writers.visits, args=(str(home), sender, *arguments))
    writer.start()
    sender.close()
    told: list[tuple] = []
    while len(told) < messages:
        assert receiver.poll(60), "the writer told nothing for a minute"
        told.append(receiver.recv())
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0 and receiver.poll(left):
        told.append(receiver.recv())
    if cut is not None:
        cut()
    writer.kill()
    writer.join()
    try:
        while receiver.poll():
            told.append(receiver.recv())
    except (EOFError, OSError):
        pass  # the message was cut off in the middle: it was never shown
    receiver.close()
    return told


@pytest.mark.long(20)
def test_fifty_kills_lose_nothing_that_was_shown_as_saved(processes, tmp_path, seed):
    home = tmp_path / "kiosk"
    writers.prepare(str(home))
    moments = random.Random(seed)
    shown = 0
    for kill in range(KILLS):
        # Every other kill may come while the store is being opened, before anything is told.
        messages = moments.randint(1, 14) if kill % 2 else 0
        told = run(processes, home, messages, moments.uniform(0.0, 0.03) if messages else moments.uniform(0.02, 0.2))
        kiosk = Kiosk.open(home)
        missing = writers.check(kiosk, told)
        broken = kiosk.store.call(audit.first_broken)
        kiosk.close()
        assert missing == [], f"kill {kill}, seed {seed}"
        assert broken is None
        shown += len(told)
    sys.stdout.write(f"seed {seed}: {KILLS} kills, {shown} times something was shown as saved, nothing lost\n")
    assert shown > KILLS, "the writers hardly ran: the kills proved nothing"  # 25 kills after 1 to 14 messages


class Disk:
    """A kiosk's home on a file system that forgets what was not synced."""

    def __init__(self, folder: Path) -> None:
        self.mount, self.backing = folder / "mount", folder / "disk"
        self.mount.mkdir(parents=True)
        self.backing.mkdir()
        self.server: subprocess.Popen[bytes] | None = None

    def plug_in(self) -> Path:
        self.server = subprocess.Popen(
            [sys.executable, "-m", "tests.support.lossyfs", str(self.mount), str(self.backing)], cwd=ROOT
        )
        end = time.monotonic() + 10
        while not self.mount.is_mount():
            assert self.server.poll() is None, "the file system did not start"
            assert time.monotonic() < end, "the file system was not mounted"
            time.sleep(0.02)
        return self.mount / "kiosk"

    def cut(self) -> None:
        if self.server is not None:
            self.server.kill()
            self.server.wait()
            self.server = None
        subprocess.run(["umount", "-l", str(self.mount)], check=False, capture_output=True)

    def home(self) -> Path:
        """What the disk holds after the cut."""
        return self.backing / "kiosk"


@pytest.fixture
def disk(tmp_path):
    if not os.access("/dev/fuse", os.W_OK):
        pytest.skip("no /dev/fuse: a power cut cannot be simulated here")
    disk = Disk(tmp_path / "disk")
    yield disk
    disk.cut()


def cuts(processes, disk, seed, count, *arguments):
    """Cut the power again and again; returns what was lost, and how much was shown as saved."""
    home = disk.plug_in()
    writers.prepare(str(home))
    disk.cut()
    moments = random.Random(seed)
    lost, shown = [], 0
    for _ in range(count):
        home = disk.plug_in()
        told = run(processes, home, moments.randint(14, 40), moments.uniform(0.0, 0.03), *arguments, cut=disk.cut)
        shown += len(told)
        try:
            kiosk = Kiosk.open(disk.home())
            lost += writers.check(kiosk, told)
            kiosk.close()
        except KioskError as error:
            lost.append(repr(error))
    return lost, shown


def test_a_power_cut_loses_nothing_that_was_shown_as_saved(processes, disk, seed):
    lost, shown = cuts(processes, disk, seed, 8)
    sys.stdout.write(f"seed {seed}: 8 cuts, {shown} times something was shown as saved, {len(lost)} lost\n")
    assert lost == []
    assert shown > 100, "the writers hardly ran: the cuts proved nothing"


def test_the_same_cuts_do_lose_answers_without_full_synchronisation(processes, disk, seed):
    """So the test above can fail: with synchronous=NORMAL answers that were shown as saved are gone."""
    lost, shown = cuts(processes, disk, seed, 4, "NORMAL")
    sys.stdout.write(f"seed {seed}: 4 cuts with NORMAL, {shown} shown as saved, {len(lost)} lost\n")
    assert lost
