"""What is left of uploads that nobody finished."""

from datetime import datetime

from sync.portal.registry.storage import Storage


def sweep(storage: Storage, site: int, before: datetime) -> int:
    """Forget uploads to which nothing was added since, and bodies that waited for them; returns how many.

    An upload is forgotten as a whole, by its newest piece.
    """
    uploads: dict[str, list[tuple[str, datetime]]] = {}
    for one in storage.below(f"{site}/under-way"):
        uploads.setdefault(one.name.rpartition("/")[0], []).append((one.name, one.at))
    for one in storage.below(f"{site}/held"):
        uploads[one.name] = [(one.name, one.at)]
    old = [parts for parts in uploads.values() if max(at for _, at in parts) < before]
    for parts in old:
        for name, _ in parts:
            storage.remove(name)
    return len(old)
