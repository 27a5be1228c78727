"""What the registers of a commune share: who is responsible in which commune, and a list in parts with a form below.

A register is a page that shows one part of its rows at a time, and takes a new row. What its rows are, promises or
petitions, is the business of the module that has the register.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django import forms
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from sync.portal.accounts.access import officer_of, site_ids, site_with
from sync.portal.accounts.reach import OwnCommuneForm
from sync.portal.accounts.roles import Permission, roles_with
from sync.portal.paging import page_of, piece
from sync.portal.registry.models import Membership, Officer, Site

_Row = TypeVar("_Row", bound=Model)
if TYPE_CHECKING:
    _OneOfficer = forms.ModelChoiceField[Officer]
else:  # Django's own class takes no type
    _OneOfficer = forms.ModelChoiceField


def colleagues(sites: list[int]) -> QuerySet[Officer]:
    """Who can be responsible for something in one of these communes, by name."""
    roles = roles_with(Permission.REGISTERS)
    keys = Membership.objects.filter(site_id__in=sites, role__in=roles).values("officer_id")
    return Officer.objects.filter(pk__in=keys, is_active=True, token=None).order_by("full_name", "username")


class Colleague(_OneOfficer):
    """A choice of people by their full names."""

    def label_from_instance(self, obj: Any) -> str:
        """As it is signed under acts."""
        return str(obj.get_full_name())


def colleague_field(officer: Officer, *, sites: list[int] | None = None, required: bool = False) -> Colleague:
    """Who is responsible; oneself to begin with. sites: by default all of one's own."""
    reach = site_ids(officer, Permission.REGISTERS) if sites is None else sites
    return Colleague(
        label=_("Responsible"),
        queryset=colleagues(reach),
        to_field_name="username",
        required=required,
        initial=officer.username,
        empty_label=None,
        error_messages={
            name: _("Choose somebody who works in the commune.") for name in ("required", "invalid_choice")
        },
    )


class RegisterForm(OwnCommuneForm):
    """A new row: in one of somebody's communes, with who is responsible. Nobody chosen is who writes it down."""

    def __init__(self, officer: Officer, data: dict[str, str] | None = None) -> None:
        super().__init__(officer, Permission.REGISTERS, data)
        self.fields["responsible"] = colleague_field(officer)
        self._officer = officer

    def clean(self) -> dict[str, Any]:
        """Whoever is responsible works in that commune."""
        cleaned = super().clean() or self.cleaned_data
        site, chosen = cleaned.get("site"), cleaned.get("responsible")
        if site is not None and chosen is not None and not colleagues([site.id]).filter(pk=chosen.pk).exists():
            self.add_error("responsible", _("This person does not work in the commune you chose."))
        elif "responsible" in cleaned:
            cleaned["responsible"] = chosen or self._officer
        return cleaned


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the list. late: it is red; counted: how many there are is said."""

    name: str
    title: Any
    late: bool = False
    counted: bool = False


@dataclass(frozen=True, slots=True)
class Register(Generic[_Row]):
    """A register.

    Attributes:
        parts: of its list; the first is shown when none is asked for.
        shown: the rows of a part, in their order.
        keep: writes a new row down, and says where to go then: (who, commune, what the form has).
    """

    model: type[_Row]
    template: str
    form: type[RegisterForm]
    parts: tuple[Part, ...]
    shown: Callable[[QuerySet[_Row], str], QuerySet[_Row]]
    keep: Callable[[HttpRequest, Site, dict[str, Any]], HttpResponse]

    def page(self, request: HttpRequest, **more: Any) -> HttpResponse:
        """The list of one's communes, and the form; or what was sent by it. more: for the template."""
        officer = officer_of(request)
        form = self.form(officer, request.POST.dict() if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            site = site_with(officer, Permission.REGISTERS, form.cleaned_data["site"].id)
            return self.keep(request, site, {key: value for key, value in form.cleaned_data.items() if key != "site"})
        show = request.GET.get("show", "")
        show = show if show in {part.name for part in self.parts} else self.parts[0].name
        mine = self.model._default_manager.filter(site_id__in=site_ids(officer, Permission.REGISTERS))
        page = page_of(request)
        rows, others = piece(self.shown(mine, show).select_related("responsible", "site"), page)
        context = {
            "form": form,
            "rows": rows,
            "show": show,
            "page": page,
            "more": others,
            "today": timezone.localdate(),
            "parts": [(part, self.shown(mine, part.name).count() if part.counted else "") for part in self.parts],
            **more,
        }
        return render(request, self.template, context, status=422 if form.errors else 200)
