"""Attachments in a folder and in a bucket: the same promises, kept by both."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import boto3
import pytest

from sync.portal.registry.storage import Bucket, Folder, Storage, StorageUnusable, open_storage


@pytest.fixture(scope="module")
def s3_url() -> Iterator[str]:
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(params=["folder", "bucket"])
def storage(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Storage:
    if request.param == "folder":
        return open_storage("", tmp_path)
    url = request.getfixturevalue("s3_url")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    bucket = tmp_path.name.lower().replace("_", "-")[:50]
    boto3.client("s3", endpoint_url=url, region_name="us-east-1").create_bucket(Bucket=bucket)
    return open_storage(f"s3://{bucket}/scans?endpoint={url}&region=us-east-1", tmp_path)


def test_the_option_decides(storage: Storage, request: pytest.FixtureRequest) -> None:
    assert isinstance(storage, Bucket if "bucket" in request.node.name else Folder)


def test_what_is_created_is_there_and_never_changed(storage: Storage) -> None:
    assert storage.size("25000/ab/abc") is None
    assert storage.create("25000/ab/abc", b"first")
    assert not storage.create("25000/ab/abc", b"other")
    assert storage.read("25000/ab/abc") == b"first"
    assert storage.size("25000/ab/abc") == 5


def test_what_is_not_there_is_said_so(storage: Storage) -> None:
    with pytest.raises(FileNotFoundError):
        storage.read("25000/none")
    storage.remove("25000/none")


def test_of_many_at_once_exactly_one_creates(storage: Storage) -> None:
    together = threading.Barrier(6)

    def create(number: int) -> bool:
        together.wait()
        return storage.create("25000/held/x", b"%d" % number * 1000)

    with ThreadPoolExecutor(6) as threads:
        created = list(threads.map(create, range(6)))
    assert created.count(True) == 1
    assert storage.read("25000/held/x") == b"%d" % created.index(True) * 1000


def test_a_folder_is_listed_without_its_neighbours_and_emptied(storage: Storage) -> None:
    names = [f"25000/under-way/abc/{offset:08d}" for offset in (0, 5)]
    for name in (*names, "25000/under-way/abcd/00000000", "25000/ab/abc"):
        storage.create(name, b"12345")
    assert sorted(found.name for found in storage.below("25000/under-way/abc")) == names
    assert all(found.size == 5 for found in storage.below("25000/under-way"))
    for name in names:
        storage.remove(name)
    assert [found.name for found in storage.below("25000/under-way")] == ["25000/under-way/abcd/00000000"]
    assert storage.create(names[0], b"again")


@pytest.mark.parametrize("where", ["ftp://x/y", "s3:///nothing", "s3://b?secret=1", "/srv/files"])
def test_a_place_of_another_kind_is_refused_in_one_line(where: str, tmp_path: Path) -> None:
    with pytest.raises(StorageUnusable, match=r"^[^\n]+write s3://BUCKET"):
        open_storage(where, tmp_path)
