"""The answers as they stand on the paper form, in the dossier's page: the declaration's own template, as HTML.

The officer knows the paper and reads it at a glance, and on a phone it is no PDF to be moved about under a magnifier.
"""

import logging

from django.utils.safestring import SafeString

from forms.errors import FormError, PackError
from forms.layout import declaration_blocks
from sync.portal.desk.markup_html import draw
from sync.portal.registry import procedures
from sync.portal.registry.models import Dossier, Revision

log = logging.getLogger("sync.portal")


def as_paper(dossier: Dossier, revision: Revision) -> SafeString | None:
    """The declaration with the answers of a revision; None where there is none, or where they do not fit it."""
    pack = procedures.pack_for(dossier.procedure, revision.pack_version)
    if pack is None or pack.declaration() is None or not revision.instance:
        return None
    try:
        return draw(declaration_blocks(pack, revision.instance.encode()))
    except (FormError, PackError) as error:
        log.warning("pack %s %s cannot lay out a declaration: %s", pack.code, pack.version, type(error).__name__)
        return None
