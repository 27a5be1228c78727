"""``kiosk portal``: the central portal of a commune or province, its officers and its enrolment codes."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from ui.cli import portal_serve, publishing
from ui.cli.common import OK, CommandFailed, Subparsers
from ui.cli.portal_place import add_database, prepared

_T = TypeVar("_T")

_EPILOG = """\
examples:
  kiosk portal serve                                  on this machine, with an embedded database
  kiosk portal serve --host 0.0.0.0 --port 8000 --data /srv/portal \\
      --database postgresql://portal@db/portal        for a commune, behind its TLS proxy
  kiosk portal site add 22201 "Xã Di Linh"            a commune
  kiosk portal officer add lan "Trần Thị Lan" --site 22201
                                                      an account for the officer's desk; shows a password once
  kiosk portal officer add tuan "Lê Tuấn" --role administrator
                                                      who makes the other accounts, on the desk's pages
  kiosk portal enrol-code --site 22201                a one-time code for a new kiosk
"""


def add_parser(commands: Subparsers) -> None:
    """The subcommand and its options."""
    parser = commands.add_parser(
        "portal",
        help="serve the central portal; its sites, officers, kiosks and enrolment codes",
        description="The central portal: it receives dossiers, and officers answer there. Needs no Qt.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    portal_serve.add_to(actions)
    _add_site(actions)
    _add_officer(actions)
    _add_kiosk(actions)
    _add_token(actions)
    taking = actions.add_parser("import", help="take in the dossiers that a kiosk wrote onto a stick")
    add_database(taking)
    taking.add_argument("folder", type=Path, help="the stick's folder, or the kiosk's folder (ho-so-…) on it")
    taking.set_defaults(command=_import)
    publishing.add_to(actions, add_database, prepared)
    epoch = actions.add_parser(
        "begin-epoch",
        help="after a restore from a backup: kiosks ask about everything they sent, and send again what is lost",
        description="Once after a restore, while the portal is stopped. It does no harm when it was not needed.",
    )
    add_database(epoch)
    epoch.set_defaults(command=_begin_epoch)
    code = actions.add_parser("enrol-code", help="give out a one-time code for a new kiosk; valid for seven days")
    add_database(code)
    code.add_argument("--site", required=True, metavar="CODE", help="code of the commune that the kiosk stands in")
    code.set_defaults(command=_enrol_code)


def _add_site(actions: Subparsers) -> None:
    site = actions.add_parser("site", help="communes")
    verbs = site.add_subparsers(title="actions", metavar="ACTION", required=True)
    add = verbs.add_parser("add", help="a commune that receives dossiers")
    add_database(add)
    add.add_argument("code", help="a short code of your choice, such as 22201")
    add.add_argument("name", help='as printed on receipts, such as "Xã Di Linh"')
    add.add_argument("--address", default="")
    add.add_argument("--phone", default="")
    add.add_argument("--opening-hours", default="")
    add.add_argument("--province", default="", metavar="CODE", help="code of the province that sees its figures")
    add.add_argument("--authority", default="", help='as printed on its papers, such as "UBND xã Di Linh"')
    add.set_defaults(command=_site_add)


def _add_officer(actions: Subparsers) -> None:
    officer = actions.add_parser("officer", help="accounts of the officer's desk")
    verbs = officer.add_subparsers(title="actions", metavar="ACTION", required=True)
    add = verbs.add_parser("add", help="make an account; a password is made and shown once")
    add_database(add)
    add.add_argument("username")
    add.add_argument("full_name", help="as residents see it")
    add.add_argument(
        "--site", default="", metavar="CODE", help="code of the commune (for the role province: of the province)"
    )
    add.add_argument(
        "--role",
        default="officer",
        choices=["administrator", "province", "leader", "officer", "coordinator", "technician"],
        help="what the person may do (default: %(default)s); administrators have no --site",
    )
    add.add_argument("--password-from-stdin", action="store_true", help="read the password instead of making one")
    add.set_defaults(command=_officer_add)
    reset = verbs.add_parser("new-password", help="a new password, shown once; open sessions end")
    add_database(reset)
    reset.add_argument("username")
    reset.set_defaults(command=_officer_reset)
    factor = verbs.add_parser("reset-factor", help="forget the second factor of somebody who lost phone and paper")
    add_database(factor)
    factor.add_argument("username")
    factor.set_defaults(command=_officer_factor)
    demand = verbs.add_parser("demand-factor", help="officers of a commune need a second factor from now on")
    add_database(demand)
    demand.add_argument("--site", required=True, metavar="CODE")
    demand.set_defaults(command=_officer_demand)


def _add_kiosk(actions: Subparsers) -> None:
    kiosk = actions.add_parser("kiosk", help="kiosks that were enrolled")
    verbs = kiosk.add_subparsers(title="actions", metavar="ACTION", required=True)
    listing = verbs.add_parser("list", help="all kiosks, with when they were last heard of")
    add_database(listing)
    listing.set_defaults(command=_kiosk_list)
    revoke = verbs.add_parser("revoke", help="refuse a kiosk from now on, because it was lost or stolen")
    add_database(revoke)
    revoke.add_argument("kiosk", help="its prefix (the first three characters of its codes) or id")
    revoke.set_defaults(command=_kiosk_revoke)


def _add_token(actions: Subparsers) -> None:
    token = actions.add_parser("token", help="a key for another system, or for ODK Collect; shown once")
    add_database(token)
    token.add_argument("name", help="who will use it")
    scopes = "dossiers:read, answers:read, states:write, figures:read, fleet:read, forms:submit"
    token.add_argument("--scope", action="append", required=True, metavar="SCOPE", help=f"may be repeated: {scopes}")
    token.add_argument("--site", default="", metavar="CODE", help="only this commune (default: all)")
    token.add_argument("--days", type=int, default=365, help="how long it is good (default: %(default)s)")
    token.set_defaults(command=_token)


def _administer(function: Callable[..., _T], *values: Any, **more: Any) -> _T:
    from sync.portal.administration import AdministrationError

    try:
        return function(*values, **more)
    except AdministrationError as error:
        raise CommandFailed(f"{error}: see kiosk portal --help") from error


def _site_add(arguments: argparse.Namespace) -> int:
    prepared(arguments)
    from sync.portal import administration

    names = ("address", "phone", "opening_hours", "province", "authority")
    more = {name: getattr(arguments, name) for name in names}
    code = _administer(administration.add_site, arguments.code, arguments.name, **more)
    print(f"made site {code}")
    return OK


def _officer_add(arguments: argparse.Namespace) -> int:
    given = sys.stdin.readline().rstrip("\n") if arguments.password_from_stdin else None
    prepared(arguments)
    from sync.portal import administration

    password = _administer(
        administration.add_officer,
        arguments.username,
        arguments.full_name,
        arguments.site,
        given or None,
        arguments.role,
    )
    if not password:
        print(
            f"{arguments.username} had an account and is now {arguments.role} of {arguments.site or 'the portal'} too"
        )
    elif given:
        print(f"made the account {arguments.username}")
    else:
        print(f"made the account {arguments.username}; its password, shown once: {password}")
    return OK


def _officer_reset(arguments: argparse.Namespace) -> int:
    prepared(arguments)
    from sync.portal import administration

    password = _administer(administration.reset_password, arguments.username)
    print(f"the new password of {arguments.username}, shown once: {password}")
    return OK


def _officer_factor(arguments: argparse.Namespace) -> int:
    prepared(arguments)
    from sync.portal import administration

    _administer(administration.reset_second_factor, arguments.username)
    print(f"{arguments.username} sets up a new second factor at the next login")
    return OK


def _officer_demand(arguments: argparse.Namespace) -> int:
    prepared(arguments)
    from sync.portal import administration

    _administer(administration.demand_second_factor, arguments.site)
    print(f"everybody of site {arguments.site} sets up a second factor at the next login")
    return OK


def _kiosk_list(arguments: argparse.Namespace) -> int:
    prepared(arguments)
    from sync.portal import administration

    for line in administration.kiosks():
        seen = f"{line.last_seen_at:%Y-%m-%d %H:%M}" if line.last_seen_at else "never"
        state = "revoked" if line.revoked_at else "enrolled"
        print(f"{line.prefix}  {state:<8}  {line.site:<10}  last seen {seen}  {line.name}")
    return OK


def _kiosk_revoke(arguments: argparse.Namespace) -> int:
    prepared(arguments)
    from sync.portal import administration

    _administer(administration.revoke_kiosk, arguments.kiosk)
    print(f"kiosk {arguments.kiosk} is refused from now on")
    return OK


def _enrol_code(arguments: argparse.Namespace) -> int:
    prepared(arguments)
    from sync.portal import administration

    print(_administer(administration.new_enrolment_code, arguments.site))
    return OK


def _begin_epoch(arguments: argparse.Namespace) -> int:
    prepared(arguments)
    from sync.portal import administration

    print(f"a new epoch has begun: {administration.begin_epoch()}")
    return OK


def _token(arguments: argparse.Namespace) -> int:
    prepared(arguments)
    from sync.portal import administration

    text = _administer(administration.new_token, arguments.name, arguments.scope, arguments.days, arguments.site)
    print(f"{text}    shown this once")
    return OK


def _import(arguments: argparse.Namespace) -> int:
    prepared(arguments)
    from sync.bundles.errors import BundleError
    from sync.portal import bundles
    from ui.cli.stick import failed, show_progress

    folder: Path = arguments.folder
    found = [folder] if folder.name.startswith("ho-so-") else sorted(folder.glob("ho-so-*"))
    if not found:
        raise CommandFailed(f"{folder} holds no dossiers of a kiosk: is this the right stick?")
    trouble = None
    for each in found:
        try:
            taken = bundles.take(each, progress=show_progress)
        except BundleError as error:
            trouble = failed(error, each)  # a stick goes round: one kiosk's trouble is not the next one's
            print(f"kiosk: {trouble}", file=sys.stderr)
            continue
        print(
            f"{taken.kiosk}: {taken.new} new dossiers, {taken.known} known before, {taken.refused} refused; the answer "
            f"is on the stick, with {taken.events} news"
        )
    if trouble is not None:
        raise CommandFailed("not everything on the stick could be taken in")
    return OK
