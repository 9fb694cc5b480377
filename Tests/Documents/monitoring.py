"""The alerts and the dashboard of docs/monitoring, as the tests read them."""

import json
import re

from documents import ROOT

ALERTS = ROOT / "docs/monitoring/alerts.yml"
DASHBOARD = json.loads((ROOT / "docs/monitoring/dashboard.json").read_text())

# What Grafana puts in place of its variables.
VARIABLES = {"$__rate_interval": "5m", "$job": "otvet", "$instance": ".*"}


def alerts() -> dict[str, str]:
    """The name of each, with its expression."""
    blocks = re.split(r"^ +- alert: (\w+)$", ALERTS.read_text(), flags=re.M)[1:]
    expression = re.compile(r"^ +expr: (?:>-\n)?(.+?)\n +(?:for|labels):", re.M | re.S)
    return {name: " ".join(expression.search(body)[1].split()) for name, body in zip(blocks[::2], blocks[1::2])}


def panels() -> list[dict]:
    return [panel for panel in DASHBOARD["panels"] if panel["type"] != "row"]


def expressions() -> list[str]:
    """All of the dashboard's."""
    found = []
    for panel in panels():
        for target in panel["targets"]:
            text = target["expr"]
            for variable, value in VARIABLES.items():
                text = text.replace(variable, value)
            found.append(text)
    return found


def selectors(expression: str) -> list[tuple[str, set[str]]]:
    """Each metric that it asks for, with the labels by which it chooses."""
    found = re.findall(r"\b((?:otvet|process)_[a-z_]+)(?:\{([^}]*)\})?", expression)
    return [(name, set(re.findall(r"(\w+)(?:=|!)", labels))) for name, labels in found]
