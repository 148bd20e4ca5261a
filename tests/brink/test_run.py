"""What `./run` says when something is missing."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests import migrated

REPOSITORY = Path(__file__).resolve().parents[2]
TOOLS = ("bash", "dirname", "sed", "cksum", "cat", "grep", "cut", "mkdir", "mktemp", "tee", "tail")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the script, its lock file and a path on which there are only ordinary tools."""
    for name in ("run", "requirements.lock"):
        shutil.copy(REPOSITORY / name, tmp_path)
    (tmp_path / "path").mkdir()
    for tool in TOOLS:
        (tmp_path / "path" / tool).symlink_to(str(shutil.which(tool)))
    return tmp_path


def run(checkout: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["./run", *words],
        cwd=checkout,
        env={"PATH": str(checkout / "path"), "HOME": str(checkout)},
        capture_output=True,
        text=True,
        check=False,
    )


def write_python(checkout: Path, script: str) -> None:
    """Put a `python3` on the path that does as the script says."""
    python = checkout / "path" / "python3"
    python.write_text(f"#!{shutil.which('bash')}\n{script}\n")
    python.chmod(0o755)


def give_environment(checkout: Path) -> None:
    """Let the script believe that its environment is ready, which is the one of the tests."""
    write_python(checkout, f'exec {sys.executable} "$@"')
    (checkout / ".venv" / "bin").mkdir(parents=True)
    (checkout / ".venv" / "bin" / "python").symlink_to(checkout / "path" / "python3")
    lock = (checkout / "requirements.lock").read_bytes()
    checksum = subprocess.run(["cksum"], input=lock, capture_output=True, check=True).stdout.decode().strip()
    version = "{} {}".format(*sys.version_info[:2])
    (checkout / ".venv" / "brink-lock").write_text(f"{checksum} {version}\n")


def test_no_python_is_told(checkout: Path) -> None:
    answer = run(checkout, "demo")

    assert answer.returncode == 1
    assert "needs Python 3.11 or newer, and there is no python3" in answer.stderr


def test_a_python_that_is_too_old_is_told_with_its_version(checkout: Path) -> None:
    write_python(checkout, 'case "$*" in -V) echo Python 3.9.2 ;; *) exit 1 ;; esac')

    answer = run(checkout, "demo")

    assert answer.returncode == 1
    assert "here python3 is 3.9.2" in answer.stderr


def test_a_python_without_its_venv_module_is_told_with_the_package(checkout: Path) -> None:
    write_python(checkout, f'case "$*" in *ensurepip*) exit 1 ;; *) exec {sys.executable} "$@" ;; esac')

    answer = run(checkout, "demo")

    assert answer.returncode == 1
    assert "python3-venv" in answer.stderr


def test_packages_that_cannot_be_fetched_are_told_with_where_to_read_on(checkout: Path) -> None:
    # Its pip says what pip says without a network.
    refusal = "echo 'ERROR: No matching distribution found for django' >&2; exit 1"
    stand_in = (
        f'#!{shutil.which("bash")}\ncase "$*" in *pip*) {refusal} ;; *) exec {sys.executable} "$@" ;; esac\n'
    )
    (checkout / ".venv" / "bin").mkdir(parents=True)
    (checkout / ".venv" / "bin" / "python").write_text(stand_in)
    (checkout / ".venv" / "bin" / "python").chmod(0o755)
    write_python(checkout, f'exec {sys.executable} "$@"')

    answer = run(checkout, "demo")

    assert answer.returncode == 1
    assert "is there a network?" in answer.stderr
    assert "No matching distribution found for django" in Path(answer.stderr.split()[-1]).read_text()
    assert not (checkout / ".venv" / "brink-lock").exists()


def test_a_port_that_is_in_use_is_told(checkout: Path) -> None:
    give_environment(checkout)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]

        answer = run(checkout, "serve", "--port", str(port))

    assert answer.returncode == 1
    assert f"Port {port} is in use" in answer.stderr


def test_a_data_folder_that_cannot_be_made_is_told(checkout: Path) -> None:
    give_environment(checkout)
    (checkout / "file").touch()

    for words in (["serve", "--port", "0"], ["setup"]):
        answer = run(checkout, *words, "--data", str(checkout / "file" / "data"))

        assert answer.returncode == 1
        assert "Choose another folder: --data DIR" in answer.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["dance"], "does not know 'dance'"),
        (["serve", "--prot", "8001"], "does not know the option '--prot'"),
        (["serve", "--port", "eight"], "--port must be a number"),
    ],
)
def test_a_word_that_is_not_known_is_told(checkout: Path, words: list[str], told: str) -> None:
    give_environment(checkout)

    answer = run(checkout, *words)

    assert answer.returncode == 2
    assert told in answer.stderr


def test_help_lists_every_word(checkout: Path) -> None:
    words = run(checkout, "help").stdout

    known = [
        "demo",
        "setup",
        "serve",
        "worker",
        "test",
        "check",
        "prove",
        "bench",
        "doctor",
        "search-eval",
        "manage",
        "messages",
        "help",
    ]
    assert [line.split()[1] for line in words.splitlines() if line.startswith("  ./run")] == known


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_web_and_worker_start_together_and_leave_together(checkout: Path, stop: signal.Signals) -> None:
    give_environment(checkout)
    for entry in REPOSITORY.iterdir():
        if entry.name not in ("run", "requirements.lock", ".venv", ".brink"):
            (checkout / entry.name).symlink_to(entry)
    migrated.copy_into({"BRINK_DATA_DIR": str(checkout / "data")})
    # A session of its own, by which its processes are found.
    brink = subprocess.Popen(
        ["./run", "serve", "--port", "0", "--data", str(checkout / "data")],
        cwd=checkout,
        env={"PATH": os.environ["PATH"], "HOME": str(checkout)},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # Whoever runs the tests in the background has Ctrl-C ignored, and Bash cannot undo that itself.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert brink.stderr is not None
    lines = iter(brink.stderr.readline, "")
    address = next(line.split()[-1] for line in lines if line.startswith("Brink is at"))

    with urlopen(f"{address}healthz") as answer:
        assert answer.status == 200
    commands = [
        command for command in commands_of_session(brink.pid) if "gunicorn" in command or "worker" in command
    ]
    # The web server's two processes and the one above them, and the worker.
    assert len(commands) >= 4
    brink.send_signal(stop)

    assert brink.wait(60) == 128 + stop
    assert commands_of_session(brink.pid) == []


def commands_of_session(session: int) -> list[str]:
    """Return the command lines of the processes that were started in the session and still run."""
    commands = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(folder.name)) == session:
                commands.append((folder / "cmdline").read_text().replace("\0", " "))
        except (ProcessLookupError, FileNotFoundError):
            continue
    return [command for command in commands if command]
