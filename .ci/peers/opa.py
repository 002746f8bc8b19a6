"""Runs the shipped rules under real OPA, over the input that tenantlint resolved, and compares.

    opa.py --tenantlint PROGRAM agree FOLDER...   same findings, same counts; exit 1 on any difference
    opa.py --tenantlint PROGRAM bundle FOLDER...  `tenantlint bundle` over `input --ndjson` finds what `check` finds
    opa.py --tenantlint PROGRAM speed FOLDER      OPA in process, over the bundle, against the whole tenantlint process

`agree` says how to call it; PYTHONPATH must hold opa-golib-python-bindings.
"""

import argparse
import ctypes
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import yaml
from opa_bindings import OpaEngine

ROOT = Path(__file__).resolve().parents[2]
AS_OF = "2026-11-23"
SETS = ("fail", "unknown", "applicable")


class Rule:
    """One shipped rule: its package, and what its METADATA says of it."""

    def __init__(self, path):
        self.text = path.read_text()
        self.id = path.parent.name
        lines = self.text.splitlines()
        at = lines.index("# METADATA") + 1
        block = []
        while lines[at].startswith("#"):
            block.append(lines[at][2:])
            at += 1
        self.package = lines[at].removeprefix("package ").strip()
        custom = yaml.safe_load("\n".join(block))["custom"]
        self.scope = custom["scope"]
        self.subjects = custom.get("subjects", [self.scope])
        self.requires = custom.get("requires", [])
        self.options = {name: option["default"] for name, option in custom.get("options", {}).items()}
        self.declares = [name for name in SETS if any(line.startswith(f"{name} contains ") for line in lines)]


def rules():
    return [Rule(path) for path in sorted((ROOT / "policies").glob("*/*/rule.rego"))]


def add_rules(engine, shipped):
    for shared in sorted((ROOT / "policies/lib").glob("*.rego")):
        if not shared.stem.endswith("_test"):
            engine.add_policy(shared.name, shared.read_text())
    for rule in shipped:
        engine.add_policy(f"{rule.id}.rego", rule.text)


def said(program, *words):
    """What a run prints on standard output."""
    done = subprocess.run([program, *map(str, words)], capture_output=True, text=True, check=False)
    # 2, 3: the call or the rules are wrong; a report is there with any other code.
    if done.returncode < 0 or not done.stdout:
        sys.exit(f"tenantlint {words} ended with {done.returncode}: {done.stderr}")
    return done.stdout


def run(program, *words):
    return json.loads(said(program, *words))


def own_options(folder):
    """What the folder's config sets, by rule."""
    config = folder / "tenantlint.yaml"
    written = (yaml.safe_load(config.read_text()) if config.exists() else None) or {}
    return {
        rule: said.get("options", {})
        for rule, said in (written.get("rules") or {}).items()
        if isinstance(said, dict)
    }


# Agreement

def subjects(given):
    """What a finding calls each ref of the input."""
    tenant = given["tenant"]
    own = tenant["id"] or ""
    names = {
        "tenant": ("tenant", own, tenant["name"]),
        "federation": ("tenant", own, tenant["name"]),
        "default": ("default", own, "the default"),
    }
    for partner in given["partners"]:
        names[partner["ref"]] = ("partner", partner["tenant_id"], partner["name"])
    for pair in given["pairs"]:
        names[pair["ref"]] = ("partner", pair["tenant_id"], pair["name"])
    for policy in given["policies"]:
        names[policy["ref"]] = ("policy", policy["identity"], policy["name"])
    for entry in (given["register"] or {"entries": []})["entries"]:
        names[entry["ref"]] = ("partner", entry["tenant_id"], entry["name"])
    # A record of which a tenant has many is a subject of its own; the others are the tenant's.
    for kind, records in given["records"].items():
        for record in records:
            names[record["ref"]] = of_record(kind, record, given) or names["tenant"]
    for ref in refs_in(given["inventory"]) | refs_in(given["activity"]):
        names.setdefault(ref, names["tenant"])
    return names


POLICIES = {"external_access_policy", "meeting_policy", "conditional_access", "capability"}
PARTNERS = {"deleted_partner", "multi_tenant_member"}


def of_record(kind, record, given):
    """What a finding calls a record that is a subject of its own."""
    if kind not in POLICIES | PARTNERS:
        return None
    said = record["value"] or {}

    def first(*keys):
        return next((said[key] for key in keys if isinstance(said.get(key), str)), None)

    ident = first("Identity", "tenantId", "id", "displayName")
    if ident is None:
        return None
    if re.fullmatch(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", ident.strip()):
        ident = ident.strip().lower()
    name = first("displayName", "name", "Identity", "tenantId") or ident
    if kind in POLICIES:
        return "policy", ident, name
    entries = (given["register"] or {"entries": []})["entries"]
    known = [entry["name"] for entry in entries if entry["tenant_id"] == ident]
    return "partner", ident, known[0] if known else name


def refs_in(value):
    """Every ref of a part of the input, at any depth."""
    if isinstance(value, list):
        return set().union(*map(refs_in, value))
    if not isinstance(value, dict):
        return set()
    own = {value["ref"]} if "ref" in value else set()
    return own.union(*map(refs_in, value.values()))


def judged(rule, given):
    """The refs of the rule's subjects."""
    refs = []
    for subject in rule.subjects:
        if subject == "partner":
            refs += [partner["ref"] for partner in given["partners"]]
        elif subject == "pair":
            refs += [pair["ref"] for pair in given["pairs"]]
        elif subject == "policy":
            refs += [policy["ref"] for policy in given["policies"]]
        elif subject == "default":
            refs += ["default"] if given["default"] is not None else []
        else:
            refs.append("tenant")
    return refs


def expected(engine, rule, given, options):
    """Findings and counts that the rule gives under OPA, by the contract of docs/writing-rules.md."""
    refs = judged(rule, given)
    counts = Counter()
    if any(not given["tenant"]["present"][need] for need in rule.requires):
        counts["unknown"] = len(refs)
        return Counter({("unknown", *subjects(given)["tenant"]): 1} if refs else {}), counts
    given = dict(given, options={**rule.options, **options})
    sets = {name: engine.eval_document(f"{rule.package}.{name}", given) for name in rule.declares}
    names = subjects(given)
    failing = {entry["on"] for entry in sets["fail"]}
    unclear = {entry["on"] for entry in sets.get("unknown", [])}
    findings = Counter(
        ("fail", *names[entry["on"]], entry["path"], entry["message"], entry.get("expected"), entry.get("actual"))
        for entry in sets["fail"]
    )
    findings.update(
        ("unknown", *names[entry["on"]], entry.get("path", ""), entry["reason"], None, None)
        for entry in sets.get("unknown", [])
        if entry["on"] not in failing and not (rule.scope == "tenant" and failing)
    )
    applicable = set(sets["applicable"]) if "applicable" in sets else None
    for ref in refs:
        def among(refs_said):
            return bool(refs_said) if rule.scope == "tenant" else ref in refs_said
        if among(failing):
            counts["fail"] += 1
        elif among(unclear):
            counts["unknown"] += 1
        elif applicable is not None and not among(applicable):
            counts["notApplicable"] += 1
        else:
            counts["pass"] += 1
    return findings, counts


def reported(report, tenant, rule, missing):
    found = [one for one in report["findings"] if one["rule"] == rule.id and one["tenant"] == tenant]
    def key(one):
        subject = one["subject"]
        short = (one["outcome"], subject["kind"], subject["id"], subject["name"])
        if missing:
            return short
        return (*short, one["setting"], one["message"], one.get("expected"), one.get("actual"))
    return Counter(map(key, found))


def agree_on(program, engine, shipped, folder):
    report = run(program, "check", folder, "--as-of", AS_OF, "--format", "json", "--verbose", "--no-waivers")
    ran = report["ledger"]["byRule"]
    options = own_options(folder)
    differences, findings = 0, 0
    totals = {rule: Counter() for rule in ran}
    for tenant in (one["name"] for one in report["tenants"]):
        given = run(program, "input", folder, "--as-of", AS_OF, "--tenant", tenant)
        for rule in (rule for rule in shipped if rule.id in ran):
            want, counts = expected(engine, rule, given, options.get(rule.id, {}))
            missing = any(not given["tenant"]["present"][need] for need in rule.requires)
            got = reported(report, tenant, rule, missing)
            totals[rule.id] += counts
            findings += sum(want.values())
            for title, odd in (("only OPA", want - got), ("only tenantlint", got - want)):
                for one in odd.elements():
                    differences += 1
                    print(f"{folder} {tenant} {rule.id}: {title}: {one}")
    for rule, counts in totals.items():
        told = {name: count for name, count in ran[rule].items() if count}
        if told != {name: count for name, count in counts.items() if count}:
            differences += 1
            print(f"{folder} {rule}: counts differ: OPA {dict(counts)}, tenantlint {told}")
    print(f"{folder}: {len(report['tenants'])} tenants, {len(ran)} rules, {findings} findings, {differences} differences")
    return differences, findings


def agree(program, folders):
    shipped = rules()
    with OpaEngine() as engine:
        add_rules(engine, shipped)
        outcomes = [agree_on(program, engine, shipped, Path(folder)) for folder in folders]
    if not sum(findings for _, findings in outcomes):
        sys.exit("nothing was compared")
    return 1 if any(differences for differences, _ in outcomes) else 0


# The bundle

def bundled(program, folder, into):
    """The modules of the bundle that `tenantlint bundle` writes with the folder's config."""
    into = Path(into) / "bundle"
    config = folder / "tenantlint.yaml"
    said(program, "bundle", into, *(["--config", config] if config.exists() else []))
    return {str(path.relative_to(into)): path.read_text() for path in sorted(into.rglob("*.rego"))}


def add_modules(engine, modules):
    for name, text in modules.items():
        engine.add_policy(name, text)


def bundle_agrees_on(program, folder):
    report = run(program, "check", folder, "--as-of", AS_OF, "--format", "json", "--verbose", "--no-waivers")
    got = Counter(
        (one["tenant"], one["rule"], one["level"], one["message"])
        for one in report["findings"] if one["outcome"] == "fail"
    )
    want = Counter()
    lines = said(program, "input", folder, "--as-of", AS_OF, "--ndjson").splitlines()
    with tempfile.TemporaryDirectory() as into, OpaEngine() as engine:
        add_modules(engine, bundled(program, folder, into))
        for given in map(json.loads, lines):
            name = given["tenant"]["name"]
            asked = engine.eval_document("tenantlint.all", given)
            want.update((name, one["rule"], one["level"], one["message"]) for one in asked["fail"])
            # What conftest shows is the same again as text.
            text = {f"{one['rule']}: {one['message']}" for one in asked["fail"]}
            text |= {f"{one['rule']}: cannot tell: {one['reason']}" for one in asked["unknown"]}
            if text != set(asked["deny"]) | set(asked["warn"]):
                want[(name, "deny and warn", "", "say something else")] += 1
    differences = 0
    for title, odd in (("only OPA", want - got), ("only tenantlint", got - want)):
        for one in odd.elements():
            differences += 1
            print(f"{folder}: the bundle: {title}: {one}")
    if len(lines) != len(report["tenants"]):
        differences += 1
        print(f"{folder}: {len(lines)} lines of input, {len(report['tenants'])} tenants")
    print(f"{folder}: the bundle: {sum(got.values())} fails, {differences} differences")
    return differences, sum(got.values())


def bundle_agrees(program, folders):
    outcomes = [bundle_agrees_on(program, Path(folder)) for folder in folders]
    if not sum(fails for _, fails in outcomes):
        sys.exit("nothing was compared")
    return 1 if any(differences for differences, _ in outcomes) else 0


# Speed

ASK = "package ask\n\nsaid := {\"fail\": data.tenantlint.all.fail, \"unknown\": data.tenantlint.all.unknown}\n"


GIVES = re.compile(r" with input\.options as (\{.*\})$", re.MULTILINE)


def at_its_best(modules):
    """The bundle without every `with` that it can do without, for at each OPA forgets what it knows; and the options that
    stand in the input instead. A rule that wants another value of the same name keeps its `with`."""
    wanted = {}
    every = "tenantlint/all.rego"
    for given in GIVES.findall(modules[every]):
        for name, value in json.loads(given).items():
            wanted.setdefault(name, Counter())[json.dumps(value)] += 1
    options = {name: json.loads(values.most_common(1)[0][0]) for name, values in wanted.items()}

    def spare(clause):
        given = json.loads(clause.group(1))
        return "" if all(options[name] == value for name, value in given.items()) else clause.group(0)

    return {**modules, every: GIVES.sub(spare, modules[every]), "ask.rego": ASK}, options


def opa_once(modules, text):
    """Seconds to load the bundle, parse the input and evaluate; and how many findings that gave."""
    start = time.perf_counter()
    with OpaEngine() as engine:
        add_modules(engine, modules)
        # Past the wrapper's own encoding: the text goes in as it is, and the clock stops before Python reads the result.
        answer = engine._lib.OpaEvalDocument(engine._handle, b"ask.said", text, 0, 0)
        took = time.perf_counter() - start
        result = json.loads(ctypes.string_at(answer))
        engine._lib.OpaFreeString(answer)
    if result.get("error"):
        sys.exit(f"OPA: {result['error']}")
    return took, len(result["result"][0]["expressions"][0]["value"]["fail"])


def speed(program, folder):
    with tempfile.TemporaryDirectory() as into:
        modules, options = at_its_best(bundled(program, Path(folder), into))
    given = run(program, "input", folder, "--as-of", AS_OF)
    given["options"] = options
    text = json.dumps(given).encode()
    words = [program, "check", folder, "--as-of", AS_OF, "--format", "json"]
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        pairs = []
        for _ in range(4):
            theirs, found = opa_once(modules, text)
            start = time.perf_counter()
            subprocess.run(words, stdout=nowhere, stderr=nowhere, check=False)
            pairs.append((theirs, time.perf_counter() - start))
    pairs = pairs[1:]
    report = run(program, *words[1:])
    fails = sum(one["outcome"] == "fail" for one in report["findings"])
    if fails != found:
        sys.exit(f"OPA found {found}, tenantlint {fails}: the times cannot be compared")
    ratio = statistics.median(theirs / ours for theirs, ours in pairs)
    theirs, ours = (statistics.median(times) for times in zip(*pairs))
    print(f"{len(given['partners'])} partners, {found} findings: OPA {theirs:.2f} s, tenantlint {ours:.2f} s: {ratio:.1f}x")
    return 0 if ratio >= 5 else 1


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tenantlint", required=True)
    parser.add_argument("what", choices=["agree", "bundle", "speed"])
    parser.add_argument("folders", nargs="+")
    words = parser.parse_args()
    if words.what == "agree":
        return agree(words.tenantlint, words.folders)
    if words.what == "bundle":
        return bundle_agrees(words.tenantlint, words.folders)
    return speed(words.tenantlint, words.folders[0])


if __name__ == "__main__":
    sys.exit(main())
