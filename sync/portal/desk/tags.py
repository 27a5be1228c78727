"""Words for templates."""

from django import template

from sync.protocol.followup import show_code

register = template.Library()
register.filter("code", show_code)
