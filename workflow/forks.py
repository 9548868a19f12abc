"""Runs the scripts of a build as forks of one process, in which what they import is loaded once.

Most scripts take less time than pandas and matplotlib take to load. Each job is still a process of its own:
a fork that sees nothing of another.
"""

import ast
import atexit
import gc
import os
import runpy
import shlex
import signal
import socket
import subprocess
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import NoReturn

SCRIPTS = Path(__file__).resolve().parent.parent / "scripts"
# a message is the path of a script, or how its process ended
LONGEST = 4096


class Forks:
    """The process that scripts are forked from: it starts with the first, and ends with the build."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._asked: socket.socket | None = None

    def run(self, script: str) -> None:
        """Raises CalledProcessError where the script ends badly, as if it had been called by itself."""
        answer, theirs = socket.socketpair()
        with answer:
            with theirs, self._lock:
                self._asked = self._asked or _started()
                socket.send_fds(self._asked, [os.fsencode(script)], [theirs.fileno()])
            said = answer.recv(LONGEST)
        if code := int(said or -signal.SIGKILL):
            raise subprocess.CalledProcessError(code, script)


def fork_scripts() -> None:
    """From now on Snakemake runs this project's own scripts as forks, where the system has what that needs.

    Snakemake starts a process, as it would, for a study's own script, for one with an environment of its own,
    and for one with several threads: libraries of linear algebra ask for their number when they are loaded.
    """
    from snakemake.script import PythonScript

    if sys.platform != "linux" or getattr(PythonScript, "forks", None):
        return
    start, PythonScript.forks = PythonScript.execute_script, Forks()

    def execute_script(self, fname: str, edit: bool = False) -> None:
        own = (
            self.conda_env or self.container_img or self.env_modules or self.bench_record or self.threads > 1
        )
        path = Path(self.path.get_path_or_uri(secret_free=True))
        if own or path.resolve().parent != SCRIPTS:
            start(self, fname, edit)
        else:
            self.forks.run(fname)

    PythonScript.execute_script = execute_script


def _started() -> socket.socket:
    """Where the process that forks is asked for scripts."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        # the interpreter's path is quoted for a shell (engine.py)
        command = [*shlex.split(sys.executable), __file__, str(theirs.fileno())]
        server = subprocess.Popen(command, pass_fds=[theirs.fileno()])

    def end() -> None:
        ours.close()
        server.wait()

    atexit.register(end)
    return ours


def serve(asked: socket.socket) -> None:
    """Forks for each script that is asked for, until nobody can ask any more."""
    # an interruption from the keyboard is for the scripts
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # what a script finds, and nothing of this folder
    sys.path[:] = [*(path for path in sys.path if path != str(Path(__file__).parent)), str(SCRIPTS)]
    while True:
        message, answers, *_ = socket.recv_fds(asked, LONGEST, 1)
        if not message:
            break
        script = os.fsdecode(message)
        load_imports(script)
        # what is loaded is not looked through for garbage, and so not copied, in each fork
        gc.freeze()
        if not os.fork():
            asked.close()
            _run(script, answers[0])
        os.close(answers[0])
        wait(os.WNOHANG)
    wait(0)


def wait(how: int) -> None:
    """Takes leave of the forks that have ended, so that their seconds count as this process's."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, how)[0]:
            pass


def load_imports(script: str) -> None:
    """Carries out the imports of a script and nothing else; what fails here fails in the script too."""
    with suppress(BaseException):
        for statement in ast.parse(Path(script).read_bytes()).body:
            if isinstance(statement, ast.Import | ast.ImportFrom):
                exec(compile(ast.Module([statement], []), script, "exec"), {})


def _run(script: str, answer: int) -> NoReturn:
    """Runs the script in a process below this one, which says how that ended."""
    if job := os.fork():
        status = os.waitpid(job, 0)[1]
        os.write(answer, str(os.waitstatus_to_exitcode(status)).encode())
        os._exit(0)
    os.close(answer)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.argv = [script]
    sys.path.insert(0, str(Path(script).parent))
    code = 0
    try:
        runpy.run_path(script, run_name="__main__")
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    # without taking down what was loaded, object by object
    os._exit(code)


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as inherited:
        serve(inherited)
    os._exit(0)
