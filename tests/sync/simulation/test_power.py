"""A power cut takes what was not synced, and nothing else: neither less (the test would prove nothing) nor more."""

import multiprocessing
import os
import shutil
import socket
import sys
from random import Random

import pytest

from kiosk.app import Kiosk
from kiosk.errors import KioskError
from sync.simulation import power
from tests.support import writers

CUTS = 5
pytestmark = pytest.mark.skipif(not power.possible(), reason="this kernel does not report system calls (seccomp)")


@pytest.fixture(scope="module")
def processes():
    """Forks of a process that has imported the kiosk once."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.support.writers"])
    return context


def until_it_is_dark(processes, supply, target, *arguments):
    """Run target in a process on this supply until the power goes; returns what it told before."""
    ours, theirs = socket.socketpair()
    receiver, sender = processes.Pipe(duplex=False)
    process = processes.Process(target=on_the_line, args=(theirs, target, sender, *arguments))
    process.start()
    theirs.close()
    sender.close()
    supply.switch_on(ours, process.kill)
    told = []
    try:
        while True:
            told.append(receiver.recv())
    except (EOFError, OSError):
        receiver.close()  # it is dead; a message that was cut off in the middle was never shown
    process.join()
    assert supply.settle(), told
    return told


def on_the_line(line, target, told, *arguments):
    power.report_syncs(line.detach())
    target(told, *arguments)


def visits(told, home, synchronous):
    writers.visits(home, told, synchronous)


def cut_again_and_again(processes, folder, seed, synchronous):
    """Visits with cuts between; returns what was lost of what was shown, and how much was shown."""
    home, random = folder / "kiosk", Random(seed)
    writers.prepare(str(home))
    supply = power.Supply(home, random, tuple(random.randint(5, 90) + 90 * cut for cut in range(CUTS)))
    lost, shown = [], 0
    for cut in range(CUTS):
        told = until_it_is_dark(processes, supply, visits, str(home), synchronous)
        shown += len(told)
        looked_at = shutil.copytree(home, folder / f"after-{cut}")  # opening it writes, and nobody would hear of that
        try:
            kiosk = Kiosk.open(looked_at)
            lost += writers.check(kiosk, told)
            kiosk.close()
        except KioskError as error:
            return [*lost, repr(error)], shown
    assert supply.cuts == CUTS
    return lost, shown


def test_what_was_shown_as_saved_is_there_after_every_cut(processes, tmp_path, seed):
    lost, shown = cut_again_and_again(processes, tmp_path, seed, "FULL")
    sys.stdout.write(f"seed {seed}: {CUTS} cuts, {shown} times something was shown as saved, {len(lost)} lost\n")
    assert lost == []
    assert shown > CUTS, "hardly anything was written: the cuts proved nothing"


def test_the_same_cuts_lose_it_when_the_database_does_not_sync(processes, tmp_path, seed):
    """So the test above can fail."""
    lost, shown = cut_again_and_again(processes, tmp_path, seed, "OFF")
    sys.stdout.write(f"seed {seed}: {CUTS} cuts with OFF, {shown} shown as saved, {len(lost)} lost\n")
    assert lost


def write_files(told, folder):
    """One file for each way of being careful or not, and then syncs until the power goes."""
    for name in ("synced", "unsynced", "renamed.part"):
        (folder / name).write_bytes(b"n" * 10_000)
    (folder / "new").mkdir()
    (folder / "new" / "file").write_bytes(b"n" * 10)
    (folder / "rewritten").write_bytes(b"n" * 10_000)
    for path in (folder / "synced", folder / "renamed.part", folder / "new" / "file", folder / "new"):
        sync(path)
    sync(folder)
    (folder / "renamed.part").rename(folder / "renamed")
    (folder / "late").mkdir()
    sync(folder / "late")
    while True:
        sync(folder / "synced")


def sync(path):
    handle = os.open(path, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


@pytest.mark.parametrize("number", range(4))
def test_names_and_contents_are_as_durable_as_they_were_made(processes, tmp_path, seed, number):
    home = tmp_path / "home"
    home.mkdir()
    (home / "rewritten").write_bytes(b"o" * 10_000)
    until_it_is_dark(processes, power.Supply(home, Random(f"{seed} {number}"), (10,)), write_files, home)

    assert (home / "synced").read_bytes() == b"n" * 10_000
    assert (home / "new" / "file").read_bytes() == b"n" * 10
    assert set((home / "unsynced").read_bytes()) <= set(b"n\0")
    assert set((home / "rewritten").read_bytes()) <= set(b"no")
    renamed = {path.name for path in home.glob("renamed*")}
    assert renamed in ({"renamed"}, {"renamed.part"})
    assert (home / renamed.pop()).read_bytes() == b"n" * 10_000


def test_over_many_cuts_what_was_not_synced_is_lost_in_whole_in_part_and_not_at_all(processes, tmp_path, seed):
    seen = set()
    for number in range(40):
        home = tmp_path / str(number)
        home.mkdir()
        (home / "rewritten").write_bytes(b"o" * 40_000)
        disk = power.Disk(home, Random(f"{seed} {number}"))
        (home / "rewritten").write_bytes(b"n" * 40_000)
        (home / "late").mkdir()
        disk.fail()
        seen |= {frozenset((home / "rewritten").read_bytes()), (home / "late").exists()}
    assert seen == {frozenset(b"o"), frozenset(b"n"), frozenset(b"no"), True, False}


def test_the_same_seed_loses_the_same(tmp_path):
    left = []
    for number in range(2):
        home = tmp_path / str(number)
        home.mkdir()
        (home / "file").write_bytes(b"o" * 40_000)
        disk = power.Disk(home, Random(5))
        (home / "file").write_bytes(bytes(range(250)) * 160)
        disk.fail()
        left.append((home / "file").read_bytes())
    assert left[0] == left[1]
