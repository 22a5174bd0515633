"""The portal: pages over the library, for the members of an insurer."""

from societaire_web.application import create_app
from societaire_web.config import WebConfig

__all__ = ["WebConfig", "create_app"]
