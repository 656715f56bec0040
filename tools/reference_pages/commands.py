"""commands.md: every verb with its options, from what each tells its parser."""

from __future__ import annotations

from collections.abc import Mapping

from kinten.cli.main import load_verb, verb_names
from kinten.vocabulary.wording import Words
from reference_pages import words
from reference_pages.markdown import cell, code, page, table

Settings = Mapping[str, object]


class Told:
    """Stands in for a parser and remembers what a verb tells it; argparse's own help differs by release."""

    def __init__(self) -> None:
        """Start with nothing told."""
        self.arguments: list[tuple[tuple[str, ...], Settings]] = []
        self.acts: dict[str, tuple[str, Told]] = {}

    def add_argument(self, *flags: str, **settings: object) -> None:
        """Remember one argument."""
        self.arguments.append((flags, settings))

    def add_subparsers(self, **_: object) -> Told:
        """Give what the acts of a verb are added to."""
        return self

    def add_argument_group(self, *_: object, **__: object) -> Told:
        """Groups order the help only."""
        return self

    add_mutually_exclusive_group = add_argument_group

    def add_parser(self, name: str, **settings: object) -> Told:
        """Remember an act of a verb."""
        act = Told()
        self.acts[name] = (str(settings.get("help", "")), act)
        return act

    def set_defaults(self, **_: object) -> None:
        """Defaults say nothing to a reader."""


def commands_page() -> str:
    """List every verb with its options."""
    verbs = [load_verb(name) for name in verb_names()]
    overview = table(
        ("命令 / verb", "すること", "what it does"),
        [
            (f"[`{each.name}`](#{each.name})", cell(each.help.ja), cell(each.help.en))
            for each in verbs
        ],
    )
    parts = []
    for verb in verbs:
        told = Told()
        verb.add_options(told)
        parts.append(f"## {verb.name}\n\n{verb.help.ja}。 / {verb.help.en}.")
        parts.append(arguments_of(f"kinten {verb.name}", told))
        for name, (does, act) in told.acts.items():
            parts.append(f"### {verb.name} {name}\n\n{does}")
            parts.append(arguments_of(f"kinten {verb.name} {name}", act))
    return page(Words("命令", "Commands"), words.COMMANDS, overview, words.LANGUAGE, *parts)


def arguments_of(command: str, told: Told) -> str:
    """Give the call in one line and the arguments as a table; nothing where there are none."""
    if told.acts:
        return f"```text\n{command} {'|'.join(told.acts)} ...\n```"
    rows: list[tuple[str, str, str]] = []
    needed: list[str] = []
    is_optional = False
    for flags, settings in told.arguments:
        name = flags[0]
        value = value_of(name, settings)
        if not name.startswith("-"):
            needed.append(call_of(value, settings))
            rows.append((code(value), "", help_of(settings)))
        elif name != "--lang":
            is_needed = bool(settings.get("required"))
            is_optional = is_optional or not is_needed
            needed = [f"{name} {value}".strip(), *needed] if is_needed else needed
            rows.append((code(", ".join(flags)), code(value), note_on(settings)))
    call = " ".join([command, *(["[options]"] if is_optional else []), *needed])
    listed = table(("引数 / argument", "値 / value", "意味 / meaning"), rows) if rows else ""
    return f"```text\n{call}\n```" + (f"\n\n{listed}" if listed else "")


def call_of(value: str, settings: Settings) -> str:
    """Write a positional argument as it stands in a call: once, perhaps, or several times."""
    many = settings.get("nargs")
    if many == "+":
        return f"{value} [{value} ...]"
    return f"[{value}]" if many in ("?", "*") else value


def value_of(name: str, settings: Settings) -> str:
    """Name the value of an argument; none for a switch."""
    if settings.get("action") == "store_true":
        return ""
    choices = settings.get("choices")
    if isinstance(choices, list | tuple):
        return "{" + ",".join(str(each) for each in choices) + "}"
    return str(settings.get("metavar") or name.lstrip("-").upper())


def help_of(settings: Settings) -> str:
    """Give the help text as argparse prints it: a percent sign is written twice there."""
    return cell(str(settings.get("help") or "").replace("%%", "%"))


def note_on(settings: Settings) -> str:
    """Give the help of an option, and whether it must be there or may be repeated."""
    notes = [help_of(settings)]
    if settings.get("required"):
        notes.append("必須 / required")
    if settings.get("action") == "append":
        notes.append("繰り返せます / repeatable")
    return "。".join(note for note in notes if note)
