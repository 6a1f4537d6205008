"""Lists and search that differ from the ledger: the check notices, and they are drawn again, or stay as they were."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.parties import Party
from fieldcase.vault.checking import check
from fieldcase.vault.database import transaction
from fieldcase.vault.rebuilding import rebuild_views
from fieldcase.vault.vault import Vault
from tests.unit.vault.vaults import new_vault, opened, write

ALTERED = (
    ("ledger", "UPDATE ledger.view_case SET title_neutral = 'Otherwise'"),
    ("ledger", "DELETE FROM ledger.view_case WHERE n = (SELECT min(n) FROM ledger.view_case)"),
    ("ledger", "DELETE FROM ledger.records WHERE n = (SELECT min(n) FROM ledger.view_case)"),
    ("ledger", "UPDATE ledger.view_case SET _hidden = 1"),
    ("ledger", "UPDATE ledger.kinds SET total = total + 1 WHERE kind = 'case'"),
    ("ledger", "UPDATE ledger.statuses SET status = 'closed'"),
    ("ledger", "INSERT INTO ledger.statuses VALUES ('case', 'ff', 'closed')"),
    ("ledger", "INSERT INTO ledger.words(words) VALUES ('delete-all')"),
    ("identity", "INSERT INTO ledger.pieces(pieces) VALUES ('delete-all')"),
    ("identity", "UPDATE ledger.records SET shown = replace(shown, 'Dovrak', 'Dovrik')"),
    ("identity", "INSERT INTO ledger.words(rowid, w10) VALUES (99, 'nobody')"),
)


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    made = new_vault(tmp_path)
    for n in range(5):
        case = write(made, "case", {"title_neutral": f"Matter {n}"})
        with made.writing() as writing:
            writing.transition("case", case, "triage", rests_on=made.heads("case", case))
            writing.commit()
    write(made, "party", {"kind": "person", "names/1": {"full": "Ilena Dovrak"}})
    yield made
    made.close()


@pytest.mark.parametrize(("file", "sql"), ALTERED)
def test_what_a_view_says_otherwise_is_noticed_and_drawn_again(vault: Vault, file: str, sql: str) -> None:
    assert check(vault).faults == ()
    connection = vault.files.databases[file]
    with transaction(connection):
        connection.execute(_columns(vault, file, sql))
    faults = check(vault).faults
    assert faults
    assert all("fieldcase check --rebuild" in fault.way_out for fault in faults)
    heard: list[tuple[int, int]] = []
    assert rebuild_views(vault, lambda done, of: heard.append((done, of))) >= 11
    assert heard[-1][0] == heard[-1][1] > 0
    assert check(vault).faults == ()
    assert len(vault.all(Case)) == 5
    assert vault.all(Party)[0].names["1"].full == "Ilena Dovrak"
    assert len(vault.search("matter").hits) == 5


def _columns(vault: Vault, file: str, sql: str) -> str:
    """The statement with the real names of table and column."""
    table = vault.rooms.views[file].layouts["case"].table if file == "ledger" else ""
    words = vault.files.databases[file].execute("SELECT * FROM ledger.words LIMIT 0").description
    return sql.replace("view_case", table).replace("w10", words[0][0])


def test_stopped_on_the_way_the_old_views_stay_whole(vault: Vault) -> None:
    class Stopped(Exception):
        pass

    def stop(done: int, _of: int) -> None:
        if done > 3:
            raise Stopped

    with pytest.raises(Stopped):
        rebuild_views(vault, stop)
    assert check(vault).faults == ()
    assert len(vault.search("matter").hits) == 5


KILLED = """
import os, signal, sys
from pathlib import Path
from fieldcase.vault.rebuilding import rebuild_views
from tests.unit.vault.vaults import opened

def tell(done, of):
    if done == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)

rebuild_views(opened(Path(sys.argv[1])), tell)
"""


@pytest.mark.fault
@pytest.mark.parametrize("after", [0, 2, 5, 9, 10])
def test_killed_on_the_way_the_vault_opens_with_whole_views(tmp_path: Path, vault: Vault, after: int) -> None:
    vault.close()
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path), str(after)], check=False, cwd=Path(__file__).parents[3]
    )
    assert done.returncode == -signal.SIGKILL
    again = opened(tmp_path)
    assert check(again).faults == ()
    assert rebuild_views(again, lambda _done, _of: None) >= 11
    assert check(again).faults == ()
    again.close()
    assert os.path.isdir(tmp_path / "vault")
