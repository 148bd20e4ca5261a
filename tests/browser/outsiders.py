"""What other people's tools say of a screen: Lighthouse and pa11y, in the system's Chromium."""

import json
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext

from tests.browser.npm import fetched

# The newest that runs on Node 20, which Debian has.
LIGHTHOUSE = "12.8.2"
PA11Y = "9.1.1"
NODE = ("node", "nodejs")


def cookies_of(context: BrowserContext) -> str:
    """Return the Cookie header of a browser, so that another one is signed in as well."""
    return "; ".join(f"{cookie.get('name')}={cookie.get('value')}" for cookie in context.cookies())


def lighthouse(url: str, cookies: str, chromium: str, folder: Path) -> dict[str, float]:
    """Return what Lighthouse measured on a phone: scores from 0 to 1, and the layout shift."""
    report = folder / "lighthouse.json"
    headers = folder / "headers.json"
    headers.write_text(json.dumps({"Cookie": cookies}))
    flags = "--headless=new" + (" --no-sandbox" if os.getuid() == 0 else "")
    program = fetched("lighthouse", LIGHTHOUSE, NODE) / "cli/index.js"
    subprocess.run(
        [
            *("node", str(program), url, "--quiet", "--output=json", f"--output-path={report}"),
            *("--only-categories=accessibility,best-practices,performance", f"--chrome-flags={flags}"),
            f"--extra-headers={headers}",
        ],
        env={**os.environ, "CHROME_PATH": chromium},
        capture_output=True,
        check=True,
    )
    # Any: its report nests as it likes.
    found: dict[str, Any] = json.loads(report.read_text())
    scores = {name: float(category["score"]) for name, category in found["categories"].items()}
    return {**scores, "layout-shift": float(found["audits"]["cumulative-layout-shift"]["numericValue"])}


def pa11y(
    urls: Iterable[str], cookies: str, chromium: str, folder: Path, width: int, within: str = "html"
) -> list[str]:
    """Return a line per error that pa11y finds on each address, by both of its runners.

    `within` selects the part of the page that is looked at.
    """
    home = fetched("pa11y", PA11Y, NODE)
    config = folder / "pa11y.json"
    config.write_text(
        json.dumps(
            {
                "runners": ["axe", "htmlcs"],
                "standard": "WCAG2AA",
                "headers": {"Cookie": cookies},
                "rootElement": within,
                "viewport": {"width": width, "height": 900},
                "chromeLaunchConfig": {
                    "executablePath": chromium,
                    "args": ["--no-sandbox"] if os.getuid() == 0 else [],
                },
            }
        )
    )
    found = []
    for url in urls:
        command = ["node", str(home / "bin/pa11y.js"), "--reporter", "json", "--config", str(config), url]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        # 0: nothing found; 2: something found; anything else: it did not look.
        assert done.returncode in {0, 2}, done.stderr
        found += [
            f"{url}: {issue['code']} at {issue['selector']}: {issue['message']}"
            for issue in json.loads(done.stdout)
            # What axe leaves to a person, such as text beside a drawn line, is no finding.
            if not issue["runnerExtras"].get("needsFurtherReview")
        ]
    return found
