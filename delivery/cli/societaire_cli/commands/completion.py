"""`societaire completion`: what a shell needs to complete our commands."""

import click

from societaire_cli.output import say

_SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=click.Choice(_SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Le script de complétion d'un shell.

    Bash : ajoutez à ~/.bashrc la ligne  eval "$(societaire completion bash)"
    """
    from click.shell_completion import BashComplete, FishComplete, ZshComplete

    found = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}[shell]
    say(found(ctx.find_root().command, {}, "societaire", "_SOCIETAIRE_COMPLETE").source())
