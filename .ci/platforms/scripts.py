"""Writes the scripts of the platform files into a folder, each under the shell that runs it."""

import pathlib
import sys

from ruamel.yaml import YAML

yaml = YAML(typ="safe")


def steps(node):
    """Every step in a template of Azure Pipelines, those below a condition too."""
    for step in node:
        if "bash" in step:
            yield step["bash"]
        for key, value in step.items():
            if key.startswith("${{"):
                yield from steps(value)


def scripts():
    action = yaml.load(pathlib.Path("action.yml"))
    for step in action["runs"]["steps"]:
        if "run" in step:
            yield "bash", step["run"]
    for script in steps(yaml.load(pathlib.Path("ci/azure-pipelines/tenantlint.yml"))["steps"]):
        yield "bash", script
    _, job = yaml.load_all(pathlib.Path("templates/tenantlint.yml"))
    # The runner takes bash where the image has it, else sh.
    for script in job["tenantlint"]["script"]:
        yield "sh", script


for number, (shell, text) in enumerate(scripts()):
    (pathlib.Path(sys.argv[1]) / f"{shell}-{number}").write_text(text)
