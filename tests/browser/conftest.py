"""A real browser, once for all tests: the one on this machine, or one that can be installed here."""

import os
import shutil
import subprocess

import pytest
from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_browser() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def install_browser() -> str | None:
    """Chromium from the system's packages, where this user may install them."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {
            "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            "stdout": subprocess.DEVNULL,
            "stderr": subprocess.DEVNULL,
        }
        subprocess.run(["apt-get", "update"], check=False, **quiet)
        subprocess.run(
            ["apt-get", "install", "--yes", "--no-install-recommends", "chromium"], check=False, **quiet
        )
    return find_browser()


@pytest.fixture(scope="session")
def browser() -> Browser:
    path = find_browser() or install_browser()
    if path is None:
        assert not os.environ.get("CI"), (
            "no Chromium on this machine and none could be installed; these tests must run in CI"
        )
        pytest.skip(
            "no Chromium on this machine and none could be installed; install chromium to run these tests"
        )
    with sync_playwright() as playwright:
        arguments = [
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ]
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()
