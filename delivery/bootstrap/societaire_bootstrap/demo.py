"""Where the fictitious export lies: beside the command line once installed, at the root of a checkout."""

from importlib.resources import files
from pathlib import Path


def demo_folder() -> Path:
    """The folder of the fictitious export; raises FileNotFoundError when an installation lost it."""
    installed = Path(str(files("societaire_bootstrap"))).parent / "societaire_cli" / "demo"
    checkout = Path(__file__).resolve().parents[3] / "demo"
    for folder in (installed, checkout):
        if (folder / "societes.csv").is_file():
            return folder
    raise FileNotFoundError("demo")
