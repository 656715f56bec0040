"""Below the desks a date, a timer or a seed is an argument: the same input gives the same result."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

# Here a clock may be read: at the edge, and where commands and pages meet.
AT_THE_EDGE = {"cli", "portal", "example", "desk"}

CLOCKS = {
    "datetime.datetime.now",
    "datetime.datetime.today",
    "datetime.datetime.utcnow",
    "datetime.date.today",
    "time.time",
    "time.time_ns",
    "time.localtime",
    "time.gmtime",
    "time.ctime",
}
CHANCE = ("random.", "numpy.random.", "secrets.", "os.urandom", "uuid.uuid1", "uuid.uuid4")
# Sources that are as good as the seed they are given.
SEEDED = {"random.Random", "numpy.random.default_rng", "numpy.random.SeedSequence"}
TYPES = {"numpy.random.Generator", "numpy.random.BitGenerator"}


class Reader(ast.NodeVisitor):
    """Resolves names through the imports of the file, and notes what reads a clock or chance."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.found: list[str] = []

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            whole = alias.name
            self.names[alias.asname or whole.split(".")[0]] = (
                whole if alias.asname else whole.split(".")[0]
            )

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        for alias in node.names:
            self.names[alias.asname or alias.name] = f"{node.module}.{alias.name}"

    def dotted(self, node: ast.expr) -> str:
        if isinstance(node, ast.Attribute):
            left = self.dotted(node.value)
            return f"{left}.{node.attr}" if left else ""
        return self.names.get(node.id, "") if isinstance(node, ast.Name) else ""

    def visit_Call(self, node: ast.Call) -> None:
        name = self.dotted(node.func)
        if name in SEEDED:
            if not (node.args or node.keywords):
                self.found.append(f"{node.lineno}: {name}() without a seed")
            for part in [*node.args, *node.keywords]:
                self.visit(part)
            return
        self.generic_visit(node)

    def judge(self, node: ast.expr) -> bool:
        name = self.dotted(node)
        bad = name in CLOCKS or (name.startswith(CHANCE) and name not in TYPES)
        if bad:
            self.found.append(f"{node.lineno}: {name}")
        return bad

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if not self.judge(node):
            self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> None:
        self.judge(node)


def reads(source: str) -> list[str]:
    reader = Reader()
    reader.visit(ast.parse(source))
    return reader.found


@pytest.mark.parametrize(
    "source",
    [
        "import datetime\ndatetime.datetime.now()",
        "import datetime as dt\ndt.date.today()",
        "from datetime import date\ndate.today()",
        "from datetime import datetime as d\nd.now(tz=None)",
        "from dataclasses import field\nfrom datetime import date\nfield(default_factory=date.today)",
        "import time\ntime.time()",
        "from time import time\nwhen = time()",
        "import random\nrandom.random()",
        "from random import shuffle\nshuffle([])",
        "import random\nrandom.Random()",
        "import numpy as np\nnp.random.default_rng()",
        "import numpy as np\nnp.random.normal()",
        "from numpy.random import default_rng\ndefault_rng()",
        "import uuid\nuuid.uuid4()",
        "import os\nos.urandom(8)",
    ],
)
def test_a_clock_or_chance_is_noticed(source: str) -> None:
    assert reads(source)


@pytest.mark.parametrize(
    "source",
    [
        "from datetime import date\ndate(2026, 11, 1)",
        "from datetime import date\ndef last(today: date) -> date: return today",
        "import random\nrandom.Random(7).random()",
        "import numpy as np\nnp.random.default_rng(seed=7)",
        "import numpy as np\ndef draw(source: np.random.Generator) -> None: source.normal()",
        "import uuid\nuuid.uuid5(uuid.NAMESPACE_DNS, 'kinten')",
        "import time\ntime.perf_counter",
    ],
)
def test_a_given_date_or_seed_is_let_through(source: str) -> None:
    assert not reads(source)


def test_nothing_below_the_desks_reads_a_clock_or_chance(root: Path) -> None:
    package = root / "src" / "kinten"
    found = [
        f"{path.relative_to(root)}:{line}"
        for path in sorted(package.rglob("*.py"))
        if path.relative_to(package).parts[0] not in AT_THE_EDGE
        for line in reads(path.read_text(encoding="utf-8"))
    ]
    assert not found, "\n".join(found)
