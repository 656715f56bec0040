"""The entry point: finds the verb, and turns every fault into one message and exit 2."""

import argparse
import contextlib
import importlib
import locale
import os
import sys
from collections.abc import Sequence

from kinten import __version__
from kinten.cli.verb import Verb
from kinten.vocabulary.wording import FaultError, Words

# The modules of the verbs; a module is loaded only when its verb is asked for or help is shown.
_VERBS = (
    "demo",
    "judge",
    "explain",
    "compare",
    "replay",
    "check",
    "form",
    "guideline",
    "data",
    "schema",
    "bench",
)
_ABOUT = Words(
    "がん診療連携拠点病院等の指定要件を、条文と報告のセルを添えて判定します。",
    "Judges the designation requirements of cancer hospitals, with the clause and the cell beside.",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; give its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _speak_utf8()
    lang = _language(given)
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
        print(f"kinten: {error.strerror or error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(Words("中断しました。", "Interrupted.").in_language(lang), file=sys.stderr)
        return 130
    return code


def load_verb(name: str) -> Verb:
    """Load one verb's module."""
    verb: Verb = importlib.import_module(f"kinten.cli.{name}").VERB
    return verb


def verb_names() -> tuple[str, ...]:
    """Name every verb, in the order of the help."""
    return _VERBS


def _parser(given: Sequence[str], lang: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kinten", description=_ABOUT.in_language(lang))
    parser.add_argument("--version", action="version", version=f"kinten {__version__}")
    _add_language(parser)
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    asked = next((word for word in given if word in _VERBS), None)
    for name in _VERBS if asked is None else (asked,):
        verb = load_verb(name)
        told = verb.help.in_language(lang)
        child = verbs.add_parser(verb.name, help=told, description=told)
        _add_language(child)
        verb.add_options(child)
        child.set_defaults(run=verb.run)
    return parser


def _add_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--lang", choices=("ja", "en"), default=argparse.SUPPRESS, help="日本語 / English"
    )


def _language(given: Sequence[str]) -> str:
    """Choose the language: `--lang`, else the locale; a locale that names none means Japanese."""
    for place, word in enumerate(given):
        if word.startswith("--lang="):
            return "en" if word.endswith("en") else "ja"
        if word == "--lang" and place + 1 < len(given):
            return "en" if given[place + 1] == "en" else "ja"
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            plain = value.partition(".")[0]
            return "ja" if plain in ("C", "POSIX") or plain.startswith("ja") else "en"
    with contextlib.suppress(ValueError):
        return "ja" if not (code := locale.getlocale()[0]) or code.startswith(("ja", "C")) else "en"
    return "ja"


def _speak_utf8() -> None:
    """Write UTF-8 whatever the terminal says, so that no Japanese output can fail half-way."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
