"""What people recognise of a browser: its family and its system, never the whole header."""

_FAMILIES = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def browser_name(header: str) -> str:
    """`Firefox, Windows`; '' when nothing is recognised."""
    found = (next((name for mark, name in known if mark in header), "") for known in (_FAMILIES, _SYSTEMS))
    return ", ".join(name for name in found if name)
