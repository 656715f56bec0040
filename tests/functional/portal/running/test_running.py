"""`kinten serve`: it answers, it ends in order, and what is unsafe is refused before anything starts."""

from __future__ import annotations

import select
import signal
import socket
import time
import urllib.request

import pytest

pytestmark = pytest.mark.slow
EVERYWHERE = "0.0.0.0"  # noqa: S104 - which is refused


def is_free(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def is_free_soon(port, seconds=15):
    deadline = time.monotonic() + seconds
    while not is_free(port):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.2)
    return True


def read(url):
    with urllib.request.urlopen(url, timeout=30) as answer:  # noqa: S310 - our own server
        return answer.read().decode()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_answers_and_a_signal_ends_it_and_frees_the_port(serving, workspace, number):
    with serving(workspace) as served:
        assert "旭川医科大学病院" in read(f"{served.url}hospitals/?q=%E6%97%AD%E5%B7%9D")
        children = served.descendants()
        assert served.end(number) == 0

    assert len(children) >= 3
    assert is_free_soon(served.port)


def test_killed_itself_it_leaves_no_process_behind(serving, workspace):
    with serving(workspace) as served:
        served.end(signal.SIGKILL)

        assert is_free_soon(served.port)


def test_a_port_in_use_is_told(command, workspace):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ran = command("serve", "--workspace", workspace, "--port", port)

    assert ran.code == 2
    assert "使われています" in ran.err


@pytest.mark.parametrize("port", ["-1", "70000"])
def test_no_such_port_is_told(command, workspace, port):
    assert command("serve", "--workspace", workspace, "--port", port).code == 2


def test_a_made_up_workspace_is_not_shown_to_other_machines(command, workspace):
    ran = command("serve", "--workspace", workspace, "--port", 0, "--host", EVERYWHERE)

    assert ran.code == 2
    assert "例示用" in ran.err


def test_without_an_https_address_it_is_not_shown_to_other_machines(command, workspace):
    told = workspace / "workspace.toml"
    told.write_text(told.read_text(encoding="utf-8").replace("true", "false"), encoding="utf-8")
    ran = command("serve", "--workspace", workspace, "--port", 0, "--host", EVERYWHERE)

    assert ran.code == 2
    assert "https" in ran.err


def test_a_folder_without_a_workspace_and_one_with_something_in_it_are_told(command, tmp_path):
    assert "kinten serve --new" in command("serve", "--workspace", tmp_path / "none").err
    (tmp_path / "file").touch()

    ran = command("serve", "--new", "--workspace", tmp_path, "--port", 0)
    assert (ran.code, "空ではありません" in ran.err) == (2, True)


@pytest.mark.parametrize(
    "address", ["mysql://a/b", "postgresql://a:secret@b/c", 'postgresql://"/x']
)
def test_another_database_and_a_password_in_its_address_are_refused(command, tmp_path, address):
    ran = command("serve", "--new", "--workspace", tmp_path / "new", "--database", address)

    assert ran.code == 2
    assert not (tmp_path / "new").exists()


def test_a_new_workspace_has_the_real_network_and_nothing_made_up(serving, tmp_path):
    with serving(tmp_path / "new", "--new") as served:
        assert "旭川医科大学病院" in read(f"{served.url}hospitals/DCH001/")
        assert "架空" not in read(served.url)


def test_pages_are_read_however_many_send_slowly(serving, workspace):
    with serving(workspace) as served:
        head = (
            f"POST /accounts/login/ HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\n"
            f"Cookie: csrftoken={'a' * 32}\r\nContent-Length: 1000\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n\r\na=1"
        )
        slow = [socket.create_connection(("127.0.0.1", served.port)) for _ in range(12)]
        try:
            for each in slow:
                each.sendall(head.encode())
            assert "Kinten" in read(f"{served.url}accessibility/")
            # They are taken up in whatever order: some are refused at once, the others wait.
            answered, _, _ = select.select(slow, [], [], 60)
            assert answered
            assert all(b" 503 " in each.recv(100) for each in answered)
        finally:
            for each in slow:
                each.close()
