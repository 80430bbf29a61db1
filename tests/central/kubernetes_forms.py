"""The forms of the Kubernetes objects in resources/central: what may stand where, and nothing else.

Written from the API reference, only as far as this project uses it: a field that is not here is refused, so
that a misspelt one is found (the API server would pass over it in silence). JSON Schema.
"""

from __future__ import annotations

from typing import Any, Final

Form = dict[str, Any]

TEXT: Final[Form] = {"type": "string"}
FILLED: Final[Form] = {"type": "string", "minLength": 1}
NAME: Final[Form] = {"type": "string", "pattern": "^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$"}
COUNT: Final[Form] = {"type": "integer", "minimum": 0}
PORT: Final[Form] = {"type": "integer", "minimum": 1, "maximum": 65535}
NAMED_PORT: Final[Form] = {"type": "string", "pattern": "^[a-z0-9-]{1,15}$"}
YES_NO: Final[Form] = {"type": "boolean"}
WORDS: Final[Form] = {"type": "object", "additionalProperties": TEXT}
LABELS: Final[Form] = {"type": "object", "additionalProperties": {"type": "string", "maxLength": 63}}
CPU: Final[Form] = {"type": "string", "pattern": "^[0-9]+m?$"}
MEMORY: Final[Form] = {"type": "string", "pattern": "^[0-9]+(Mi|Gi)$"}


def one(*values: str) -> Form:
    """One of these words."""
    return {"enum": list(values)}


def many(of: Form, least: int = 1) -> Form:
    """A list."""
    return {"type": "array", "items": of, "minItems": least}


def form(needed: dict[str, Form], **more: Form) -> Form:
    """An object with these fields and no others."""
    fields = {**needed, **more}
    return {
        "type": "object",
        "required": sorted(needed),
        "properties": fields,
        "additionalProperties": False,
    }


def kind(version: str, name: str, **parts: Form) -> Form:
    """A whole object."""
    meta = form({"name": NAME}, namespace=NAME, labels=LABELS, annotations=WORDS)
    return form({"apiVersion": one(version), "kind": one(name), "metadata": meta, **parts})


SELECTOR: Final = form(
    {},
    matchLabels=LABELS,
    matchExpressions=many(form({"key": TEXT, "operator": one("In", "NotIn")}, values=many(TEXT))),
)
RESOURCES: Final = form(
    {
        "requests": form({"cpu": CPU, "memory": MEMORY}),
        "limits": form({"cpu": CPU, "memory": MEMORY}),
    }
)
PROBE: Final = form(
    {
        "httpGet": form({"path": {"type": "string", "pattern": "^/"}, "port": NAMED_PORT}),
        "periodSeconds": COUNT,
        "timeoutSeconds": COUNT,
        "failureThreshold": COUNT,
    },
    initialDelaySeconds=COUNT,
)
NO_RIGHTS: Final = form(
    {
        "allowPrivilegeEscalation": {"const": False},
        "readOnlyRootFilesystem": {"const": True},
        "capabilities": form({"drop": {"const": ["ALL"]}}),
    }
)
CONTAINER: Final = form(
    {
        "name": NAME,
        "image": FILLED,
        "args": many(TEXT),
        "securityContext": NO_RIGHTS,
        "resources": RESOURCES,
        "volumeMounts": many(
            form({"name": NAME, "mountPath": {"type": "string", "pattern": "^/"}}, readOnly=YES_NO)
        ),
        "envFrom": many(form({"configMapRef": form({"name": NAME})})),
    },
    imagePullPolicy=one("IfNotPresent", "Always"),
    ports=many(form({"name": NAMED_PORT, "containerPort": PORT}, protocol=one("TCP"))),
    startupProbe=PROBE,
    readinessProbe=PROBE,
    livenessProbe=PROBE,
    lifecycle=form({"preStop": form({"exec": form({"command": many(TEXT)})})}),
)
VOLUME: Final = {
    "oneOf": [
        form({"name": NAME, "emptyDir": form({})}),
        form({"name": NAME, "secret": form({"secretName": NAME}, defaultMode=COUNT)}),
        form({"name": NAME, "persistentVolumeClaim": form({"claimName": NAME})}),
    ]
}
POD: Final = form(
    {
        "automountServiceAccountToken": {"const": False},
        "securityContext": form(
            {
                "runAsNonRoot": {"const": True},
                "runAsUser": {"type": "integer", "minimum": 1},
                "runAsGroup": {"type": "integer", "minimum": 1},
                "fsGroup": {"type": "integer", "minimum": 1},
                "seccompProfile": form({"type": one("RuntimeDefault")}),
            }
        ),
        "containers": many(CONTAINER),
        "volumes": many(VOLUME),
    },
    restartPolicy=one("OnFailure", "Never"),
    terminationGracePeriodSeconds=COUNT,
    topologySpreadConstraints=many(
        form(
            {
                "maxSkew": COUNT,
                "topologyKey": TEXT,
                "whenUnsatisfiable": one("ScheduleAnyway", "DoNotSchedule"),
                "labelSelector": SELECTOR,
            }
        )
    ),
)
TEMPLATE: Final = form({"metadata": form({"labels": LABELS}), "spec": POD})
PEER: Final = form({}, namespaceSelector=SELECTOR, podSelector=SELECTOR)
POLICY_PORT: Final = form({"protocol": one("TCP", "UDP"), "port": PORT})
BACKEND: Final = form({"service": form({"name": NAME, "port": form({"name": NAMED_PORT})})})
PATH: Final = form(
    {
        "path": {"type": "string", "pattern": "^/"},
        "pathType": one("Prefix", "Exact"),
        "backend": BACKEND,
    }
)

FORMS: Final[dict[str, Form]] = {
    "Namespace": kind("v1", "Namespace"),
    "ConfigMap": kind("v1", "ConfigMap", data=WORDS),
    "Secret": kind(
        "v1",
        "Secret",
        type=one("Opaque"),
        # A template: whoever writes a value into it has committed a secret.
        stringData={"type": "object", "additionalProperties": {"const": ""}, "minProperties": 1},
    ),
    "PersistentVolumeClaim": kind(
        "v1",
        "PersistentVolumeClaim",
        spec=form(
            {
                "accessModes": many(one("ReadWriteMany", "ReadWriteOnce")),
                "resources": form({"requests": form({"storage": MEMORY})}),
            },
            storageClassName=TEXT,
        ),
    ),
    "Job": kind(
        "batch/v1",
        "Job",
        spec=form({"template": TEMPLATE, "backoffLimit": COUNT, "activeDeadlineSeconds": COUNT}),
    ),
    "Deployment": kind(
        "apps/v1",
        "Deployment",
        spec=form(
            {
                "replicas": COUNT,
                "selector": SELECTOR,
                "strategy": {
                    "oneOf": [
                        form({"type": one("Recreate")}),
                        form(
                            {
                                "type": one("RollingUpdate"),
                                "rollingUpdate": form(
                                    {
                                        "maxUnavailable": {"const": 0},
                                        "maxSurge": {"type": "integer", "minimum": 1},
                                    }
                                ),
                            }
                        ),
                    ]
                },
                "template": TEMPLATE,
            },
            revisionHistoryLimit=COUNT,
        ),
    ),
    "Service": kind(
        "v1",
        "Service",
        spec=form(
            {
                "type": one("ClusterIP"),
                "selector": LABELS,
                "ports": many(
                    form({"name": NAMED_PORT, "port": PORT, "targetPort": NAMED_PORT}, protocol=one("TCP"))
                ),
            }
        ),
    ),
    "Ingress": kind(
        "networking.k8s.io/v1",
        "Ingress",
        spec=form(
            {
                "ingressClassName": NAME,
                "tls": many(form({"hosts": many(NAME), "secretName": NAME})),
                "rules": many(form({"host": NAME, "http": form({"paths": many(PATH)})})),
            }
        ),
    ),
    "HorizontalPodAutoscaler": kind(
        "autoscaling/v2",
        "HorizontalPodAutoscaler",
        spec=form(
            {
                "scaleTargetRef": form({"apiVersion": TEXT, "kind": TEXT, "name": NAME}),
                "minReplicas": {"type": "integer", "minimum": 1},
                "maxReplicas": {"type": "integer", "minimum": 1},
                "metrics": many(
                    form(
                        {
                            "type": one("Resource"),
                            "resource": form(
                                {
                                    "name": one("cpu"),
                                    "target": form({"type": one("Utilization"), "averageUtilization": COUNT}),
                                }
                            ),
                        }
                    )
                ),
            },
            behavior=form(
                {},
                scaleUp=form({"stabilizationWindowSeconds": COUNT}),
                scaleDown=form({"stabilizationWindowSeconds": COUNT}),
            ),
        ),
    ),
    "PodDisruptionBudget": kind(
        "policy/v1", "PodDisruptionBudget", spec=form({"minAvailable": COUNT, "selector": SELECTOR})
    ),
    "NetworkPolicy": kind(
        "networking.k8s.io/v1",
        "NetworkPolicy",
        spec=form(
            {
                "podSelector": SELECTOR,
                "policyTypes": {"const": ["Ingress", "Egress"]},
                "ingress": many(form({"from": many(PEER), "ports": many(POLICY_PORT)})),
                "egress": many(form({"ports": many(POLICY_PORT)}, to=many(PEER))),
            }
        ),
    ),
    "ServiceMonitor": kind(
        "monitoring.coreos.com/v1",
        "ServiceMonitor",
        spec=form(
            {
                "selector": SELECTOR,
                "endpoints": many(
                    form({"port": NAMED_PORT, "path": {"type": "string", "pattern": "^/"}}, interval=TEXT)
                ),
            }
        ),
    ),
}

COMPOSE_SERVICE: Final = form(
    {"image": FILLED, "networks": many(NAME)},
    build=form({"context": TEXT, "dockerfile": TEXT}),
    restart=one("unless-stopped", "no"),
    read_only={"const": True},
    cap_drop={"const": ["ALL"]},
    security_opt={"const": ["no-new-privileges:true"]},
    tmpfs=many(TEXT),
    environment=WORDS,
    secrets=many(NAME),
    command=many(TEXT),
    ports=many({"type": "string", "pattern": "^[0-9]+:[0-9]+$"}),
    volumes=many({"type": "string", "pattern": "^[./a-z0-9-]+:/[^:]+(:ro)?$"}),
    stop_grace_period={"type": "string", "pattern": "^[0-9]+s$"},
    depends_on={
        "type": "object",
        "additionalProperties": form(
            {"condition": one("service_healthy", "service_completed_successfully", "service_started")}
        ),
    },
    healthcheck={
        "oneOf": [
            form({"disable": {"const": True}}),
            form(
                {"test": many(TEXT), "interval": TEXT, "timeout": TEXT, "retries": COUNT}, start_period=TEXT
            ),
        ]
    },
    deploy=form({"resources": form({"limits": form({"cpus": TEXT, "memory": TEXT})})}),
)
COMPOSE: Final[Form] = {
    "type": "object",
    "required": ["name", "services", "networks", "volumes", "secrets"],
    "properties": {
        "name": NAME,
        "services": {"type": "object", "additionalProperties": COMPOSE_SERVICE, "minProperties": 1},
        "networks": {"type": "object", "additionalProperties": form({}, internal=YES_NO)},
        "volumes": {"type": "object", "additionalProperties": form({})},
        "secrets": {"type": "object", "additionalProperties": form({"file": TEXT})},
    },
    "patternProperties": {"^x-": {}},
    "additionalProperties": False,
}
