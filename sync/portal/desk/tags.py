"""Words for templates."""

from django import template

from sync.portal.accounts.provinces import province_name
from sync.protocol.followup import show_code

register = template.Library()
register.filter("code", show_code)
register.filter("province", province_name)
