"""What whoever looks after the centre can set: by the environment, secrets also by files.

Every setting has words in both languages; `central check-config` shows them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX: Final = "OMP_"


class CentreSettings(BaseSettings):
    """The settings, checked each by itself; what must fit together is in `problems`."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore")

    host: str = "127.0.0.1"
    port: int = Field(default=8088, ge=0, le=65535)
    database_url: SecretStr | None = None
    signing_key_file: Path | None = None
    tls_certificate: Path | None = None
    tls_key: Path | None = None
    behind_proxy: bool = False
    work_at_a_time: int = Field(default=16, ge=1, le=1000)
    body_seconds: float = Field(default=20, gt=0)
