"""The words of pictures as tesseract reads them, a program on PATH, in little time and memory."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess

from crossfoot.documents.dots import DPI, Picture
from crossfoot.documents.pictures import FIGURES, PAGE, WORDS, Unrecognised

LANGUAGE = "eng"
# its threads wait for each other more than they work
ENVIRONMENT = {name: os.environ[name] for name in ("PATH", "TESSDATA_PREFIX") if name in os.environ} | {
    "OMP_THREAD_LIMIT": "1"
}
# how tesseract takes the page, and what else it is told
SETTINGS = {
    PAGE: "--psm 6",
    WORDS: "--psm 11",
    FIGURES: "--psm 6 -c tessedit_char_whitelist='0123456789.,-+()%$'",
}


@functools.cache
def is_installed() -> bool:
    """Whether tesseract and its data for English are there."""
    if not (program := shutil.which("tesseract")):
        return False
    try:
        said = subprocess.run(
            [program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return LANGUAGE in said.stdout.split()


def recognise(picture: Picture, what: str, seconds: float = 60, memory_mb: int = 1500) -> str:
    """Tesseract's table of words of a picture. what: PAGE, WORDS or FIGURES. Raises Unrecognised."""
    if not is_installed():
        raise Unrecognised("tesseract is not installed")
    limits = f"ulimit -v {memory_mb * 1024}; ulimit -f 0; exec"
    command = f"{limits} tesseract stdin stdout -l {LANGUAGE} --dpi {DPI} {SETTINGS[what]} tsv"
    try:
        done = subprocess.run(
            ["/bin/sh", "-c", command],
            input=picture.pgm,
            env=ENVIRONMENT,
            cwd="/",
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Unrecognised(f"tesseract needs more than {seconds:.0f} seconds for it") from None
    except OSError as error:
        raise Unrecognised(f"tesseract cannot be started ({error.strerror})") from error
    if done.returncode:
        raise Unrecognised(f"tesseract ended with status {done.returncode}")
    return done.stdout.decode("utf-8", "replace")
