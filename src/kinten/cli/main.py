"""The entry point: finds the verb, and turns every fault into one message and exit 2."""

import contextlib
import importlib
import locale
import os
import signal
import sys
import threading
from collections.abc import Sequence

from kinten import __version__
from kinten.cli.parsing import PARSERS, Parser
from kinten.cli.verb import Verb
from kinten.vocabulary.wording import FaultError, Words, told_system

# The modules of the verbs; a module is loaded only when its verb is asked for or help is shown.
_VERBS = (
    "demo",
    "judge",
    "explain",
    "compare",
    "network",
    "coverage",
    "flow",
    "whatif",
    "volumes",
    "access",
    "siting",
    "registry",
    "map",
    "paper",
    "replay",
    "check",
    "form",
    "import",
    "guideline",
    "data",
    "schema",
    "serve",
    "account",
    "doctor",
    "backup",
    "restore",
    "upgrade",
    "audit",
    "erasures",
    "bench",
)
_FILES = {"import": "importing"}  # a word of Python is no name of a module
_ABOUT = (
    "がん診療連携拠点病院等の指定要件を、条文と報告のセルを添えて判定します。"
    " / Judges the designation requirements of cancer hospitals, with the clause and the cell beside."
)
_FIRST = (
    "まず kinten demo。各命令の引数は kinten 命令 --help。"
    "例: kinten judge 報告.xlsx --edition R4.8"
    " / Start with 'kinten demo'; 'kinten VERB --help' tells the arguments of a verb. "
    "Example: kinten judge report.xlsx --edition R4.8"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; give its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _speak_utf8()
    _end_in_order()
    lang = choose_language(given)
    try:
        options = _parser(given, lang).parse_args(given)
        options.lang = lang
        code: int = options.run(options)
        sys.stdout.flush()
    except FaultError as fault:
        print(f"kinten: {fault.told_in(lang)}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader of our output has gone (| head): nothing more to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        # Standard output itself could not be written to, as on a full disk.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        why = told_system(error)
        place = error.filename or Words("標準出力", "standard output").in_language(lang)
        told = Words(
            f"読み書きできません（{why.ja}）。", f"it cannot be read or written ({why.en})."
        )
        print(f"kinten: {place}: {told.in_language(lang)}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(Words("中断しました。", "Interrupted.").in_language(lang), file=sys.stderr)
        return 130
    return code


def load_verb(name: str) -> Verb:
    """Load one verb's module."""
    verb: Verb = importlib.import_module(f"kinten.cli.{_FILES.get(name, name)}").VERB
    return verb


def verb_names() -> tuple[str, ...]:
    """Name every verb, in the order of the help."""
    return _VERBS


def _parser(given: Sequence[str], lang: str) -> Parser:
    parser = PARSERS[lang](prog="kinten", description=_ABOUT, epilog=_FIRST)
    parser.add_argument(
        "--version",
        action="version",
        version=f"kinten {__version__}",
        help="プログラムの版を示して終わる / show the engine's version and exit",
    )
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    asked = _verb_asked_for(given)
    for name in _VERBS if asked is None else (asked,):
        verb = load_verb(name)
        told = verb.help.in_language(lang)
        child = verbs.add_parser(verb.name, help=told, description=told)
        verb.add_options(child)
        child.set_defaults(run=verb.run)
    return parser


def _verb_asked_for(given: Sequence[str]) -> str | None:
    """Give the verb that stands first, None where none does or the word there is no verb."""
    words = iter(given)
    for word in words:
        if word == "--lang":
            next(words, None)
        elif not word.startswith("-"):
            return word if word in _VERBS else None
    return None


def choose_language(given: Sequence[str]) -> str:
    """Choose the language: `--lang`, else the locale.

    The first of LC_ALL, LC_MESSAGES and LANG that is set decides, as everywhere: Japanese for a
    Japanese locale and for one that names no language (C, POSIX, C.UTF-8), English for any other.
    Where none is set the system's own setting decides in the same way.
    """
    for place, word in enumerate(given):
        if word.startswith("--lang="):
            return "en" if word.endswith("en") else "ja"
        if word == "--lang" and place + 1 < len(given):
            return "en" if given[place + 1] == "en" else "ja"
    named = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    code = next((each for each in named if each), None)
    if code is None:
        with contextlib.suppress(ValueError):
            code = locale.getlocale()[0]
    plain = (code or "C").partition(".")[0]
    return "ja" if plain in ("C", "POSIX") or plain.casefold().startswith("ja") else "en"


def _end_in_order() -> None:
    """Let a termination end the command as an interruption does: files beside their targets go with it."""

    def stop(number: int, _: object) -> None:
        sys.exit(128 + number)

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, stop)


def _speak_utf8() -> None:
    """Write UTF-8 whatever the terminal says, so that no Japanese output can fail half-way."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
