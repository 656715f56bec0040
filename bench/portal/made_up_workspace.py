"""Make the workspace of the bench: ``python made_up_workspace.py FOLDER HOSPITALS``.

The real network without reports, and beside it invented hospitals with five years of reports each. It has an
address, as one behind a reverse proxy has; what was made is printed as JSON.
"""

import json
import sys
import time
from pathlib import Path

from asking import HOST

from kinten.portal.running.reaching import open_portal
from kinten.portal.workspace import make_workspace


def main() -> None:
    """Make it."""
    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    start = time.perf_counter()
    make_workspace(folder, is_made_up=True)
    with (folder / "workspace.toml").open("a", encoding="utf-8") as told:
        told.write(f'address = "https://{HOST}"\n')
    open_portal(folder)
    from kinten.portal.reports.examples import fill_examples, make_example_hospitals
    from kinten.portal.running.filling import fill_network

    fill_network()
    ids = make_example_hospitals(count)
    filled = fill_examples()
    made = {
        "ids": ids,
        "hospitals": filled.hospitals,
        "reports": filled.reports,
        "seconds": time.perf_counter() - start,
    }
    print(json.dumps(made))


if __name__ == "__main__":
    main()
