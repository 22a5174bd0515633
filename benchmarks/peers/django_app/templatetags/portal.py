"""The forms of numbers, dates and words that the page shows, as Django's filters and tags."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html

from societaire_web import words
from societaire_wording import formats, labels

register = template.Library()
for name in ("phone", "phone_link", "hours", "size", "typeset"):
    register.filter(name, getattr(formats, name))
for name in ("product", "profile", "contract_status", "document_kind"):
    register.filter(name, getattr(labels, name))
register.filter("day", words.day)
register.filter("siren", words.spaced)
register.filter("breakable", words.breakable)
register.filter("mail_link", words.mail_link)

_KINDS = {"attestation": "shield", "premium_notice": "receipt", "declaration": "declaration", "letter": "letter"}
_PRODUCTS = {
    "RCD": "company",
    "RCG": "shield",
    "MOE": "tool",
    "DOC": "home",
    "MRP": "home",
    "BRM": "tool",
    "FLO": "car",
    "CYB": "screen",
    "PJU": "lock",
}


@register.filter
def kind_icon(kind):
    """The drawing of a kind of document."""
    return _KINDS[kind]


@register.filter
def product_icon(product):
    """The drawing of a product."""
    return _PRODUCTS.get(product, "contract")


@register.simple_tag
def icon(name, size=""):
    """A drawing, for the eye alone."""
    return format_html(
        '<svg class="icon{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        f" {size}" if size else "",
        static("icones.svg"),
        name,
    )
