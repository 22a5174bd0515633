"""What the portal must know of where it runs."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from attrs import field, frozen

_SHORTEST_KEY = 32


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _without_slash(text: str) -> str:
    return text.rstrip("/")


@frozen
class WebConfig:
    """Settings of the portal; raises ValueError for an address that would send cookies in clear, or a short key.

    `accel_prefix` is the internal location of a proxy that serves the files itself (X-Accel-Redirect), None when the
    portal does. `trusted_proxies` is how many proxies in front add to X-Forwarded-For.
    """

    public_url: str = field(converter=_without_slash)
    secret_key: str = field(repr=False)
    secret_key_fallbacks: tuple[str, ...] = field(default=(), repr=False)
    insurer_name: str = ""
    accel_prefix: str | None = None
    trusted_proxies: int = 0

    def __attrs_post_init__(self) -> None:
        parts = urlsplit(self.public_url)
        if parts.path or parts.query or not parts.hostname or parts.scheme not in ("http", "https"):
            raise ValueError(self.public_url)
        if parts.scheme == "http" and not _is_loopback(parts.hostname):
            raise ValueError(self.public_url)
        if any(len(key) < _SHORTEST_KEY for key in (self.secret_key, *self.secret_key_fallbacks)):
            raise ValueError("secret_key")

    @property
    def is_secure(self) -> bool:
        """Whether people reach the portal over HTTPS: always, but on a developer's own machine."""
        return self.public_url.startswith("https:")

    @property
    def is_local(self) -> bool:
        """Whether the portal is reached from this machine alone, as a developer's is."""
        return _is_loopback(urlsplit(self.public_url).hostname or "")

    @property
    def host(self) -> str:
        """The only Host that requests may name."""
        return urlsplit(self.public_url).netloc

    def is_same_machine(self, host: str) -> bool:
        """Whether a Host is another name of this machine, at the portal's port, when it is reached from there alone."""
        public = urlsplit(self.public_url)
        try:
            asked = urlsplit(f"{public.scheme}://{host}")
            same_port = asked.port == public.port
        except ValueError:
            return False
        is_plain = asked.netloc == host and asked.username is None
        return self.is_local and same_port and is_plain and _is_loopback(asked.hostname or "")
