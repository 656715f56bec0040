"""A Spark of its own on this machine: a master, two workers and a Spark Connect server, on loopback."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

_START = 180
_HOST = "127.0.0.1"


def has_java() -> bool:
    """Tell whether there is a Java to run Spark."""
    return shutil.which("java") is not None


@contextmanager
def running(folder: Path, workers: int = 2) -> Iterator[str]:
    """Start the cluster, give the address of its Connect server, and stop all of it."""
    import pyspark

    home = Path(pyspark.__file__).parent
    settings = {
        **os.environ,
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": _HOST,
        "SPARK_LOCAL_DIRS": str(folder / "local"),
        "SPARK_LOG_DIR": str(folder / "log"),
        "SPARK_WORKER_DIR": str(folder / "work"),
    }
    master, connect = _port(), _port()
    url = f"spark://{_HOST}:{master}"
    spark_class, submit = home / "bin/spark-class", home / "bin/spark-submit"
    deploy = "org.apache.spark.deploy"
    quiet = ["--conf", "spark.ui.enabled=false", "--conf", f"spark.driver.host={_HOST}"]
    with ExitStack() as stack:

        def start(name: str, *command: object) -> None:
            log = stack.enter_context((folder / f"{name}.log").open("wb"))
            # Our own command; Spark says much, which is kept in the folder of the run.
            process = subprocess.Popen(
                [str(part) for part in command], env=settings, stdout=log, stderr=log
            )
            stack.callback(_stop, process)

        start(
            "master", spark_class, f"{deploy}.master.Master", "--host", _HOST, "--port", master,
            "--webui-port", _port(),
        )  # fmt: skip
        _wait(master, folder)
        for number in range(workers):
            start(
                f"worker{number}", spark_class, f"{deploy}.worker.Worker", "--host", _HOST,
                "--cores", 1, "--memory", "1500m", "--webui-port", _port(), url,
            )  # fmt: skip
        start(
            "connect", submit, "--master", url, "--class",
            "org.apache.spark.sql.connect.service.SparkConnectServer", *quiet,
            "--conf", f"spark.driver.bindAddress={_HOST}",
            "--conf", f"spark.connect.grpc.binding.address={_HOST}",
            "--conf", f"spark.connect.grpc.binding.port={connect}",
            "--conf", "spark.executor.memory=1200m", "--conf", "spark.executor.cores=1",
            "--conf", "spark.sql.shuffle.partitions=8", "spark-internal",
        )  # fmt: skip
        _wait(connect, folder)
        yield f"sc://{_HOST}:{connect}"


def _port() -> int:
    with socket.socket() as free:
        free.bind((_HOST, 0))
        number: int = free.getsockname()[1]
    return number


def _wait(port: int, folder: Path) -> None:
    end = time.monotonic() + _START
    while time.monotonic() < end:
        with socket.socket() as tried:
            tried.settimeout(1)
            if tried.connect_ex((_HOST, port)) == 0:
                return
        time.sleep(0.5)
    for log in sorted(folder.glob("*.log")):
        print(log.name, log.read_text("utf-8", "replace")[-2000:], file=sys.stderr)
    raise TimeoutError(port)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
