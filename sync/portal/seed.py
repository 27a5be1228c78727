"""The portal of ``make run``: one commune, one officer, one code for one kiosk."""

from dataclasses import dataclass
from pathlib import Path

# A real commune's code, so that forms begin with a province and commune; the name says that it is a trial.
SITE = "25000"
SITE_NAME = "Xã Di Linh (bản dùng thử)"
OFFICER = "canbo"


@dataclass(frozen=True, slots=True)
class Seeded:
    """What was made. The password and the code are None when it had been made before: they are shown once."""

    officer_username: str
    officer_password: str | None
    enrolment_code: str | None
    site: str


def seed_demo(database: str, data: Path) -> Seeded:
    """Make the demo commune unless it is there.

    With the arguments of serve(), from its on_ready or from another process; migrates first when nothing serves yet.
    """
    from sync.portal import administration, server

    server.prepare(database, data)

    from django.db import transaction

    from sync.portal.accounts import people
    from sync.portal.registry.models import Site

    with transaction.atomic():
        if Site.objects.filter(code=SITE).exists():
            return Seeded(OFFICER, None, None, SITE)
        administration.add_site(
            SITE,
            SITE_NAME,
            address="Trung tâm Phục vụ hành chính công xã Di Linh (bản dùng thử)",
            opening_hours="Thứ Hai đến thứ Sáu, 7 giờ 30 đến 11 giờ 30 và 13 giờ 30 đến 17 giờ",
        )
        # Given, so that it need not be changed first: this portal is for trying things out.
        password = administration.add_officer(OFFICER, "Cán bộ tiếp nhận", SITE, people.new_password())
        return Seeded(OFFICER, password, administration.new_enrolment_code(SITE), SITE)
