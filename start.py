"""Prepares the environment on a fresh machine and hands over: dashboard, tests or a verb.

    python start.py                 open the dashboard [--data DIR] [--no-browser]
    python start.py --test [...]    run everything that checks the product
    python start.py VERB [...]      run a verb of the command line (docs/cli.md)

Needs only Python 3.11 or later; everything else is installed into .venv. A folder `wheels/`
beside this file, when there is one, replaces the package index: that is how a machine without
internet is set up.
"""

import argparse
import hashlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import venv
import webbrowser
from pathlib import Path

HOUSE = Path(__file__).resolve().parent
VENV = HOUSE / ".venv"
WHEELS = HOUSE / "wheels"
RUNTIME = HOUSE / "requirements.txt"
TESTING = HOUSE / "requirements-dev.txt"
DEFAULT_PORT = 8501


def main(arguments: list[str]) -> int:
    """Installs what is missing and runs what was asked for; returns its exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file is what says so on an old machine
        print("需要 Python 3.11 或更高版本。请安装后重试。", file=sys.stderr)
        return 2
    if arguments[:1] == ["--test"]:
        _install(RUNTIME, TESTING)
        return _run_tests(arguments[1:])
    _install(RUNTIME)
    if not arguments or arguments[0].startswith("--"):
        return _run_dashboard(arguments)
    return _run(["cli.py", *arguments])


def _python() -> Path:
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _install(*lists: Path) -> None:
    """Makes .venv and installs the pinned lists, unless exactly these were installed before."""
    if not _python().exists():
        print("正在准备运行环境（只需一次）…", file=sys.stderr)
        venv.create(VENV, with_pip=True, clear=True)
    for wanted in lists:
        stamp = VENV / f"{wanted.stem}.stamp"
        digest = hashlib.sha256(wanted.read_bytes()).hexdigest()
        if stamp.exists() and stamp.read_text(encoding="ascii") == digest:
            continue
        print(f"正在安装 {wanted.name} 所列组件…", file=sys.stderr)
        source = ["--no-index", "--find-links", str(WHEELS)] if WHEELS.is_dir() else []
        command = [str(_python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*command, *source, "-r", str(wanted)], check=True, stdout=sys.stderr)
        stamp.write_text(digest, encoding="ascii")


def _run(arguments: list[str]) -> int:
    """Runs the environment's Python on a file of the house, from wherever the person stands."""
    command = [str(_python()), "-X", "utf8", str(HOUSE / arguments[0]), *arguments[1:]]
    signal.signal(signal.SIGINT, lambda _number, _frame: None)  # Ctrl-C is the verb's to answer
    return subprocess.call(command)


def _run_tests(arguments: list[str]) -> int:
    checks = subprocess.call([str(_python()), "-m", "ruff", "check", "."], cwd=HOUSE)
    tests = subprocess.call([str(_python()), "-X", "utf8", "-m", "pytest", *arguments], cwd=HOUSE)
    return tests or checks


def _run_dashboard(arguments: list[str]) -> int:
    """Serves the dashboard on this machine only and opens it in the browser."""
    parser = argparse.ArgumentParser(prog="start.py")
    parser.add_argument("--data", help="数据目录（默认 data/，也可用环境变量 DUIBIAO_DATA）")
    parser.add_argument("--no-browser", action="store_true", help="不自动打开浏览器")
    options = parser.parse_args(arguments)
    environment = dict(os.environ)
    if options.data:
        environment["DUIBIAO_DATA"] = str(Path(options.data).resolve())
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    print(f"对标看板：{address}（按 Ctrl+C 结束）", file=sys.stderr)
    if not options.no_browser:
        threading.Thread(target=_open_when_ready, args=(port, address), daemon=True).start()
    settings = ["--server.port", str(port), "--server.headless", "true"]
    command = [str(_python()), "-X", "utf8", "-m", "streamlit", "run", str(HOUSE / "app.py"), *settings]
    try:
        return subprocess.call(command, cwd=HOUSE, env=environment)
    except KeyboardInterrupt:
        return 0


def _free_port() -> int:
    """Returns the usual port, or the next free one when another program has it."""
    for port in range(DEFAULT_PORT, DEFAULT_PORT + 50):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    return DEFAULT_PORT


def _open_when_ready(port: int, address: str) -> None:
    for _ in range(120):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                webbrowser.open(address)
                return
        time.sleep(0.5)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
