"""What every verb is made of."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass

from kinten.vocabulary.wording import Words

Run = Callable[[argparse.Namespace], int]


@dataclass(frozen=True, slots=True)
class Verb:
    """A command: its name, one line of help, its options, and what it does.

    ``run`` gives the exit code: 0 done, 1 done and something was found that the command looks for.
    A FaultError becomes exit 2 in ``main``.
    """

    name: str
    help: Words
    add_options: Callable[[argparse.ArgumentParser], None]
    run: Run
