"""Asks the program for what its OpenAPI document allows and for what it does not, and looks at each answer.

Every kind of credential has a server of its own, so that what one finds does not depend on what others have done.
"""

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from shop import Credential, Shop

HERE = Path(__file__).resolve().parent

# Not among them: that whatever the document allows is accepted, for most ids name nothing.
CHECKS = [
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
    "response_schema_conformance", "negative_data_rejection", "unsupported_method", "allow_header_conformance",
]

# How what the document does not allow is refused.
REFUSALS = [400, 401, 403, 404, 405, 409, 413, 415, 422, 426, 429]

CREDENTIALS = ["visitor", "agent", "operator", "program", "telegram", "nobody"]


def text(value: str | int) -> str:
    """As TOML has it."""
    return json.dumps(value, ensure_ascii=False)


def configuration(shop: Shop, credential: Credential) -> str:
    known = shop.known()
    lines = [f"hooks = {text(str(HERE / 'hooks.py'))}", "[generation]", 'database = "none"']
    # What a client newer than the server adds is no error.
    lines += ["allow-extra-parameters = false"]
    lines += ["[checks.negative_data_rejection]", f"expected-statuses = {REFUSALS}", "[headers]"]
    lines += [f"{text(name)} = {text(value)}" for name, value in credential.headers.items()]
    lines += ["[dictionaries]"]
    lines += [f"{name} = {{ values = [{', '.join(map(text, values))}] }}" for name, (values, _) in known.items()]
    lines += ["[parameters]"]
    lines += [
        f'{text(place)} = {{ dictionary = "{name}", probability = 0.6 }}'
        for name, (_, places) in known.items() for place in places
    ]
    return "\n".join(lines) + "\n"


def run(name: str, seed: int, examples: int) -> tuple[bool, str]:
    """Returns whether nothing was found, and what was said."""
    with tempfile.TemporaryDirectory() as folder:
        shop = Shop(Path(folder) / "data")
        try:
            credential: Credential = getattr(shop, name)()
            settings = Path(folder) / "schemathesis.toml"
            settings.write_text(configuration(shop, credential))
            chosen = [("--include-path", path) for path in credential.only]
            chosen += [("--exclude-path", path) for path in credential.left_out]
            ended = subprocess.run(
                [
                    sys.executable, "-m", "schemathesis.cli", "--config-file", str(settings), "--no-color",
                    "run", f"{shop.desk.url}/api/openapi.json", "--checks", ",".join(CHECKS),
                    "--max-examples", str(examples), "--seed", str(seed), "--continue-on-failure",
                    "--request-timeout", "10", "--suppress-health-check", "all", "--warnings", "off",
                    *[word for pair in chosen for word in pair],
                ],
                cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        finally:
            shop.desk.close()
        faults = [line for line in shop.desk.output.splitlines() if re.search(r"\bfault\b", line)]
        return ended.returncode == 0 and not faults, "\n".join([ended.stdout, *faults])


def main() -> int:
    parser = argparse.ArgumentParser(prog="scripts/fuzz", description=__doc__)
    parser.add_argument("--examples", type=int, default=10, help="random cases of each operation (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed asks the same (%(default)s); 0 takes any")
    parser.add_argument("--as", dest="names", choices=CREDENTIALS, action="append", help="only with this credential")
    options = parser.parse_args()
    seed = options.seed or random.randrange(1, 1 << 32)
    print(f"Seed {seed}, {options.examples} random cases of each operation.", flush=True)
    is_well = True
    with ThreadPoolExecutor(2) as pool:
        names = options.names or CREDENTIALS
        for name, (found_nothing, said) in zip(names, pool.map(lambda name: run(name, seed, options.examples), names)):
            is_well = is_well and found_nothing
            print(f"{name}: no objections" if found_nothing else f"== {name}\n{said}", flush=True)
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())
