"""How a command ends: a document or sentences, a reason of one line, a status."""

from __future__ import annotations

import errno
import io
import json
from contextlib import redirect_stdout

import pytest
import typer

from fieldcase.cli.outcome import Says, finding_lines
from fieldcase.model.refusal import BlockedByRules, Finding, Refusal, Severity

LACKS = Finding(rule="G2", sentence="There is no summary.", remedy="Write the facts as alleged, with codes.")
LOOK = Finding(rule="N10", severity=Severity.WARNING, sentence="The place is not exact.")


def test_a_document_carries_its_format_and_that_it_went_well(capsys: pytest.CaptureFixture[str]) -> None:
    Says(json=True).document("case", {"case_no": "XKAL-03-2026-00001"}, "for a person")
    assert json.loads(capsys.readouterr().out) == {
        "format": "fieldcase-case/1",
        "ok": True,
        "case_no": "XKAL-03-2026-00001",
    }


def test_a_person_gets_the_lines(capsys: pytest.CaptureFixture[str]) -> None:
    Says(json=False).document("case", {"case_no": "1"}, "one", "two")
    assert capsys.readouterr().out == "one\ntwo\n"


def test_what_rules_refuse_is_one_line_with_each_rule_and_its_way_out(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as ended, Says(json=False).outcome():
        raise BlockedByRules((LACKS, LOOK))
    assert ended.value.exit_code == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "[G2] There is no summary. Write the facts as alleged, with codes." in said.err
    assert "N10" not in said.err


def test_a_refusal_is_one_document_too(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit), Says(json=True).outcome():
        raise Refusal
    document = json.loads(capsys.readouterr().out)
    assert document["ok"] is False
    assert document["refused"] == [{"rule": "FC-001", "reason": "This cannot be done.", "remedy": ""}]


def test_stopping_is_said_without_a_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Abort), Says(json=False).outcome():
        raise KeyboardInterrupt
    assert capsys.readouterr() == ("", "")


def test_findings_begin_with_what_they_mean() -> None:
    assert finding_lines((LACKS, LOOK)) == [
        "Blocked [G2] There is no summary. Write the facts as alleged, with codes.",
        "Check [N10] The place is not exact.",
    ]


class Full(io.StringIO):
    """An output on a disk that is full."""

    def write(self, _text: str) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("json", [False, True])
def test_where_output_cannot_be_written_it_is_said_that_the_command_was_carried_out(
    json: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit) as ended, redirect_stdout(Full()), Says(json=json).outcome():
        Says(json=json).document("case-new", {"id": "ab"}, "XKAL-03-2026-00001")
    assert ended.value.exit_code == 1
    assert "was carried out" in capsys.readouterr().err
    with pytest.raises(typer.Exit), redirect_stdout(Full()), Says(json=json).outcome():
        raise Refusal
    assert capsys.readouterr().err == "This cannot be done.\n"
