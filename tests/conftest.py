"""What every test needs: no screen, nothing of the person at this machine, and how many cases hypothesis tries."""

from __future__ import annotations

import os
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = os.environ.get("FIELDCASE_TEST_PLATFORM", "offscreen")
os.environ.pop("FIELDCASE_VAULT", None)
os.environ.pop("FIELDCASE_PASSPHRASE_FILE", None)
os.environ["FIELDCASE_LANG"] = "en"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
BUILD = Path(__file__).parents[1] / "build"
for folder in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
    os.environ[folder] = str(BUILD / "home" / folder.split("_")[1].lower())
os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", str(BUILD / "hypothesis"))

from hypothesis import HealthCheck, settings  # noqa: E402 (it reads the environment on import)

TOO_SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large)
settings.register_profile("fast", max_examples=50, deadline=None, suppress_health_check=TOO_SLOW, print_blob=True)
settings.register_profile("all", max_examples=2000, deadline=None, suppress_health_check=TOO_SLOW, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))
