"""The command line: one file a command, each imported only when it is the one that was typed.

The root help is written from the table below without importing anything, so that it is there at
once; a command's own help, its options and shell completion come from Typer.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from detente.errors import DetenteError

if TYPE_CHECKING:
    from typer import Typer

COMMANDS: Mapping[str, str] = {
    "read": "Read documents into coded events, each tied to its words",
    "brief": "Put what was read on one page: what happened, who said what, what is due",
    "classify": "Answer pairs of actors in sentences, one JSON line each, from standard input",
    "load": "Load event data of other systems into the ledger: ICEWS, GDELT, ACLED and others",
    "export": "Write events from the ledger in a format that other programs read",
    "backtest": "Score a kind of forecast on past data, beside what it must beat",
    "ledger": "Look things up in the ledger of saved readings",
    "actors": "Ask the dated tables of who is who, and check them",
    "schema": "Print the JSON Schema of what is written",
    "cases": "List and print the bundled demonstration cases",
}
"""Every command: the module of that name in this folder, and its one line of help."""

USAGE = """\
Usage: detente COMMAND [OPTIONS] [ARGS]

Reads news of crises between states as coded events, each tied to its words.

Commands:
{commands}

Options:
  --version             Print the version
  --install-completion  Complete commands and options in this shell
  --help                Print this; `detente COMMAND --help` says more

Try: detente brief --case ukraine-winter --as-of 2022-01-21
"""

BAD_INPUT = 2
INTERRUPTED = 130
_COMPLETION = ("--install-completion", "--show-completion")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0, 2 for bad input, 130 when interrupted.

    `arguments` are those after the program's name; None takes them from the command line.
    """
    args = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _answer(args)
    except DetenteError as error:
        return _complain(str(error))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        raise
    except OSError as error:
        return _complain(f"the output cannot be written: {error.strerror or error}")


def _answer(args: list[str]) -> int:
    if "_DETENTE_COMPLETE" in os.environ or (args and args[0] in _COMPLETION):
        return _run(args, COMMANDS)
    if not args or args[0] in ("--help", "-h", "help"):
        sys.stdout.write(USAGE.format(commands="\n".join(_command_lines())))
        return 0
    if args[0] == "--version":
        from detente import __version__

        sys.stdout.write(f"detente {__version__}\n")
        return 0
    if args[0] not in COMMANDS:
        kind = "option" if args[0].startswith("-") else "command"
        names = ", ".join(COMMANDS)
        raise DetenteError(f"there is no {kind} {args[0]!r}", hint=f"the commands are {names}")
    return _run(args, args[:1])


def _command_lines() -> Iterable[str]:
    return (f"  {name:<10}{line}" for name, line in COMMANDS.items())


def _run(args: list[str], names: Iterable[str]) -> int:
    """Hand the arguments to Typer with only the named commands loaded."""
    from typer import TyperException
    from typer.main import get_command

    try:
        code = get_command(_application(names)).main(
            args=args, prog_name="detente", standalone_mode=False
        )
    except TyperException as error:
        message = error.format_message().rstrip(".")
        return _complain(f"{message} (see detente {args[0]} --help)")
    return code if isinstance(code, int) else 0


def _application(names: Iterable[str]) -> Typer:
    from typer import Typer

    application = Typer(name="detente", pretty_exceptions_enable=False)
    application.callback()(lambda: None)  # keeps one command a subcommand
    for name in names:
        import_module(f"detente.cli.{name}").register(application)
    return application


def _complain(message: str) -> int:
    sys.stderr.write(f"detente: {' '.join(message.split())}\n")
    return BAD_INPUT
