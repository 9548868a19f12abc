"""What a cluster and a bucket need, for tests: the environment of `make slurm`, a SLURM and an S3 server on
loopback.

They install packages, so they run in CI and where CLUSTER_TESTS is set.
"""

import fcntl
import json
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.projects import Project

SLURM = Path(__file__).parent / "slurm.sh"
BUCKET = Path(__file__).parent / "bucket.py"


def free_port() -> int:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return server.getsockname()[1]


def once(tmp_path_factory, worker_id: str, name: str, command: list[str]) -> None:
    """Runs a command that sets something up, one worker at a time."""
    base = tmp_path_factory.getbasetemp()
    with open((base if worker_id == "master" else base.parent) / f"{name}.log", "a", encoding="utf-8") as log:
        fcntl.flock(log, fcntl.LOCK_EX)
        run = subprocess.run(
            command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
    assert run.returncode == 0, run.stdout[-3000:]


@pytest.fixture(scope="session")
def environment(tmp_path_factory, worker_id) -> Path:
    """Python of the environment that builds on a cluster, with what its tests need."""
    if not os.environ.get("CI") and not os.environ.get("CLUSTER_TESTS"):
        pytest.skip("installs packages; runs in CI, or with CLUSTER_TESTS=1")
    once(tmp_path_factory, worker_id, "environment", ["make", ".venv-cluster/ready-test"])
    return ROOT / ".venv-cluster/bin/python"


class Cluster:
    """A SLURM of one node."""

    def __init__(self, folder: Path, python: Path):
        self.folder, self.python = folder, python
        self.environment = {
            "SLURM_CONF": str(folder / "slurm.conf"),
            "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
        }

    def command(self, *arguments: str) -> list[str]:
        # this SLURM keeps no accounts, and nobody waits for its answers
        local = [
            "--latency-wait=5",
            "--slurm-no-account",
            "--slurm-status-command=squeue",
            "--slurm-init-seconds-before-status-checks=1",
        ]
        return [str(self.python), "-m", "snakemake", "--profile", "profiles/slurm", *local, *arguments]

    def start(self, project: Project, *arguments: str) -> subprocess.Popen:
        return subprocess.Popen(
            self.command(*arguments),
            cwd=project.folder,
            env={**os.environ, **self.environment},
            text=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def ask(self, *command: str) -> str:
        return subprocess.run(
            command, env={**os.environ, **self.environment}, text=True, capture_output=True, check=True
        ).stdout

    def jobs(self) -> list[list[str]]:
        """Number, state and memory of each job, oldest first."""
        rows = self.ask("squeue", "--noheader", "--states=all", "--format=%i %T %m").splitlines()
        return sorted((row.split() for row in rows), key=lambda row: int(row[0]))

    def cancel_next(self, seen: int) -> None:
        """Cancels the job that comes after `seen` others, once it runs."""
        deadline = time.monotonic() + 120
        while not [job for job in self.jobs()[seen:] if job[1] == "RUNNING"]:
            assert time.monotonic() < deadline, self.jobs()
            time.sleep(0.1)
        self.ask("scancel", self.jobs()[seen][0])


@pytest.fixture(scope="session")
def slurm(environment, tmp_path_factory, worker_id) -> Cluster:
    if os.geteuid() or not (shutil.which("slurmctld") or shutil.which("apt-get")):
        pytest.skip("needs root, and SLURM or Debian's apt-get to install it")
    once(tmp_path_factory, worker_id, "slurm", [str(SLURM), "install"])
    folder = tmp_path_factory.mktemp("slurm")
    for above in (folder, *folder.parents[:2]):
        above.chmod(0o755)  # munge wants a socket that everybody can reach
    subprocess.run([str(SLURM), "start", str(folder), str(free_port()), str(free_port())], check=True)
    yield Cluster(folder, environment)
    subprocess.run([str(SLURM), "stop", str(folder)], check=True)


class Storage:
    """An S3 server on loopback, with two buckets and the one key it knows."""

    def __init__(self, python: Path, port: int, key: str, secret: str):
        self.python, self.secret = python, secret
        self.environment = {
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": key,
            "AWS_SECRET_ACCESS_KEY": secret,
        }

    def ask(self, *arguments: str) -> str:
        python = ROOT / ".venv-cluster/bin/python"
        return subprocess.run(
            [python, BUCKET, *arguments],
            env={**os.environ, **self.environment},
            text=True,
            stdout=subprocess.PIPE,
            check=True,
        ).stdout

    def snakemake(self, project: Project, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [self.python, "-m", "snakemake", *arguments],
            cwd=project.folder,
            env={**os.environ, **self.environment, **environment},
            text=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=300,
            check=False,
        )

    def keeps_its_secret(self, project: Project, said: str) -> bool:
        """Whether neither what was said nor any file of the project holds the secret key."""
        files = (path for path in project.folder.rglob("*") if path.is_file())
        return self.secret not in said and not any(
            self.secret.encode() in path.read_bytes() for path in files
        )


@pytest.fixture(scope="session")
def storage(environment) -> Storage:
    port = free_port()
    python = ROOT / ".venv-cluster/bin/python"
    server = subprocess.Popen(
        [python, BUCKET, "serve", str(port)], text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    yield Storage(environment, port, *json.loads(server.stdout.readline()))
    server.kill()
    server.wait()
