"""The alerts fire when they should and only then, and the dashboard is one that Grafana takes."""

import json
import re

import pytest
from monitoring import ALERTS, DASHBOARD, alerts, expressions, panels
from promtool import needed, promtool

LONG = 60  # minutes: longer than any alert looks back or waits


def series(name: str, values: str) -> dict:
    labels = 'job="otvet",instance="a"'
    name = name[:-1] + "," + labels + "}" if name.endswith("}") else f"{name}{{{labels}}}"
    return {"series": name, "values": values}


def steady(name: str, value: float) -> list[dict]:
    return [series(name, f"{value}x{LONG}")]


def growing(name: str, by: float) -> list[dict]:
    return [series(name, f"0+{by}x{LONG}")]


def histogram(name: str, fast: float, slow: float, labels: str = "") -> list[dict]:
    """So many of each a minute: faster than all bounds, and slower than all but the last."""
    name = f"{name}_bucket{{{labels}"
    comma = "," if labels else ""
    return [
        *growing(f'{name}{comma}le="0.1"}}', fast), *growing(f'{name}{comma}le="1"}}', fast + slow),
        *growing(f'{name}{comma}le="+Inf"}}', fast + slow),
    ]


REQUESTS = "otvet_http_requests_total"
TIMES = "otvet_http_request_duration_seconds"
COMMITS = "otvet_store_commit_duration_seconds"
POLL = "otvet_telegram_last_poll_timestamp_seconds"

# For each alert what makes it fire, and what is near and does not.
CASES = {
    "OtvetDown": (steady("up", 0), steady("up", 1)),
    "OtvetRestarts": (growing("process_start_time_seconds", 60), steady("process_start_time_seconds", 60)),
    "OtvetServerErrors": (
        growing(f'{REQUESTS}{{status="200"}}', 900) + growing(f'{REQUESTS}{{status="500"}}', 100),
        growing(f'{REQUESTS}{{status="200"}}', 9000) + growing(f'{REQUESTS}{{status="503"}}', 9)
        + growing(f'{REQUESTS}{{status="404"}}', 5000),
    ),
    "OtvetSlowAnswers": (
        histogram(TIMES, 90, 10, 'route="/api/tickets"'),
        histogram(TIMES, 1000, 1, 'route="/api/tickets"') + histogram(TIMES, 0, 900, 'route="/api/admin/poll"'),
    ),
    "OtvetConnectionsRefused": (
        growing("otvet_connections_refused_total", 120), growing("otvet_connections_refused_total", 12),
    ),
    "OtvetStoreUnwritable": (steady("otvet_store_writable", 0), steady("otvet_store_writable", 1)),
    "OtvetFailedCommits": (
        growing("otvet_store_failed_commits_total", 1), steady("otvet_store_failed_commits_total", 7),
    ),
    "OtvetSlowCommits": (histogram(COMMITS, 90, 10), histogram(COMMITS, 1000, 1)),
    "OtvetWritesWaiting": (steady("otvet_store_waiting_writes", 2000), steady("otvet_store_waiting_writes", 900)),
    "OtvetWalLarge": (steady("otvet_store_wal_bytes", 3e8), steady("otvet_store_wal_bytes", 4e7)),
    "OtvetDiskLow": (steady("otvet_disk_free_bytes", 1e9), steady("otvet_disk_free_bytes", 3e9)),
    "OtvetFilesFull": (
        steady("otvet_files_bytes", 95) + steady("otvet_files_limit_bytes", 100),
        steady("otvet_files_bytes", 80) + steady("otvet_files_limit_bytes", 100),
    ),
    "OtvetSignal": (
        steady('otvet_signal{name="telegram_conflict"}', 1),
        # It has an alert of its own.
        steady('otvet_signal{name="store_unwritable"}', 1) + steady('otvet_signal{name="clock_ahead"}', 0),
    ),
    "OtvetTelegramTroubled": (steady("otvet_telegram_troubled", 1), steady("otvet_telegram_troubled", 0)),
    "OtvetTelegramLag": (steady("otvet_telegram_lag_seconds", 400), steady("otvet_telegram_lag_seconds", 200)),
    "OtvetTelegramUndelivered": (
        growing("otvet_telegram_deliveries_failed", 1), steady("otvet_telegram_deliveries_failed", 9),
    ),
    "OtvetTelegramRateLimited": (
        growing('otvet_telegram_calls_total{method="sendMessage",result="rate_limited"}', 2),
        growing('otvet_telegram_calls_total{method="sendMessage",result="done"}', 20)
        + steady('otvet_telegram_calls_total{method="sendMessage",result="rate_limited"}', 50),
    ),
    "OtvetTelegramPollStale": (
        steady("otvet_telegram_polling", 1) + steady(POLL, 0),
        # By webhook nobody polls; and a poll a minute is a healthy one.
        steady("otvet_telegram_polling", 0) + steady(POLL, 0)
        + [{**each, "series": each["series"].replace('"a"', '"b"')}
           for each in steady("otvet_telegram_polling", 1) + growing(POLL, 60)],
    ),
    "OtvetTelegramUpdatesWaiting": (
        steady("otvet_telegram_waiting_updates", 200),
        [series("otvet_telegram_waiting_updates", "0 500 0 500 0" + " 500 0" * 28)],
    ),
    "OtvetArchiveLag": (steady("otvet_archive_lag_seconds", 900), steady("otvet_archive_lag_seconds", 30)),
    "OtvetSearchLag": (
        steady("otvet_search_waiting_events", 5000),
        [series("otvet_search_waiting_events", "0 5000 0 5000 0" + " 5000 0" * 28)],
    ),
    "OtvetSignInsRefused": (
        growing('otvet_sign_ins_total{result="refused"}', 5), growing('otvet_sign_ins_total{result="refused"}', 1),
    ),
    "OtvetLogErrors": (
        growing('otvet_log_lines_total{level="error"}', 5),
        growing('otvet_log_lines_total{level="error"}', 1) + growing('otvet_log_lines_total{level="info"}', 500),
    ),
    "OtvetLogLost": (growing("otvet_log_lost_lines_total", 1), steady("otvet_log_lost_lines_total", 5)),
}


def test_every_alert_has_a_case():
    assert CASES.keys() == alerts().keys()


@needed
def test_alerts_are_rules_that_prometheus_takes():
    promtool("check", "rules", str(ALERTS))


@needed
def test_alerts_fire_when_they_should_and_only_then(tmp_path):
    def case(name: str, inputs: list[dict], fires: bool) -> dict:
        firing = f'count(ALERTS{{alertname="{name}",alertstate="firing"}})'
        samples = [{"labels": "{}", "value": 1}] if fires else []
        return {
            "name": f"{name} {'fires' if fires else 'is quiet'}",
            "interval": "1m",
            "input_series": inputs,
            "promql_expr_test": [{"expr": firing, "eval_time": "45m", "exp_samples": samples}],
        }

    tests = [
        case(name, inputs, fires) for name, pair in CASES.items() for inputs, fires in zip(pair, (True, False))
    ]
    # Each is YAML too.
    path = tmp_path / "tests.yml"
    path.write_text(json.dumps({"rule_files": [str(ALERTS)], "evaluation_interval": "1m", "tests": tests}))
    promtool("test", "rules", str(path))


@pytest.mark.parametrize("name", alerts())
def test_alert_says_what_is_wrong_and_what_to_do(name):
    body = re.split(rf"^ +- alert: {name}$", ALERTS.read_text(), flags=re.M)[1].split("- alert:")[0]
    assert re.search(r"^ +labels: \{ severity: (critical|warning) \}$", body, re.M)
    for annotation in ("summary", "description"):
        assert re.search(rf'^ +{annotation}: "[A-Z{{].+\."$', body, re.M), annotation


@needed
def test_expressions_of_the_dashboard_are_promql(tmp_path):
    rules = [{"record": f"panel:{index}", "expr": text} for index, text in enumerate(expressions())]
    path = tmp_path / "rules.yml"
    path.write_text(json.dumps({"groups": [{"name": "dashboard", "rules": rules}]}))
    promtool("check", "rules", str(path))


def test_dashboard_has_the_shape_of_one():
    for member, kind in {"uid": str, "title": str, "schemaVersion": int, "panels": list, "time": dict}.items():
        assert isinstance(DASHBOARD[member], kind), member
    # Grafana gives it one of its own.
    assert "id" not in DASHBOARD
    variables = {each["name"]: each["type"] for each in DASHBOARD["templating"]["list"]}
    assert variables == {"datasource": "datasource", "job": "query", "instance": "query"}
    ids = [panel["id"] for panel in DASHBOARD["panels"]]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("panel", panels(), ids=lambda panel: panel["title"])
def test_panel_says_what_it_shows_and_asks_the_chosen_source(panel):
    assert panel["type"] in {"stat", "timeseries"}
    assert panel["title"] and panel["description"].endswith(".")
    assert panel["fieldConfig"]["defaults"]["unit"]
    names = [target["refId"] for target in panel["targets"]]
    assert names and len(names) == len(set(names))
    for part in [panel, *panel["targets"]]:
        assert part["datasource"] == {"type": "prometheus", "uid": "${datasource}"}
    for target in panel["targets"]:
        assert target["expr"] and target["legendFormat"]
        assert 'job="$job",instance=~"$instance"' in target["expr"]


def test_panels_do_not_overlap():
    taken: dict[tuple[int, int], str] = {}
    for panel in DASHBOARD["panels"]:
        place = panel["gridPos"]
        assert 0 <= place["x"] and place["x"] + place["w"] <= 24
        for x in range(place["x"], place["x"] + place["w"]):
            for y in range(place["y"], place["y"] + place["h"]):
                assert (x, y) not in taken, (panel["title"], taken.get((x, y)))
                taken[x, y] = panel["title"]
