"""At the desk, a letter and what it waits for: its page and blocks, remedies, answers, allegations, assessments."""

from __future__ import annotations

from fieldcase.desktop.letter.blocks import BlockEditor
from fieldcase.desktop.letter.starting import StartLetter
from fieldcase.desktop.letter.view import LetterView
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.remedies import Remedy
from tests.morning import Morning, open_letter


def test_the_letter_shows_its_real_page_its_blocks_and_what_blocks_it(morning: Morning) -> None:
    letter = open_letter(morning)
    morning.settle(lambda: letter.preview.pages > 0)
    page = letter.preview._pages[0]
    shades = {page.pixelColor(x, y).lightness() for x in range(0, page.width(), 3) for y in range(0, page.height(), 3)}
    assert min(shades) < 80
    assert max(shades) > 240
    morning.sees("Before it can go", "things block", "Allegations", "Names in the text", "name is covered")
    assert "Dovrak" not in morning.labels()


def test_each_tool_stands_once_in_the_menu(morning: Morning) -> None:
    page = open_letter(morning)
    said = [action.text() for action in page.other.menu().actions()]
    assert sorted(said) == sorted(set(said))
    assert len(said) == len(page.more)


def test_the_page_fills_the_room_it_has_also_after_the_look_changed(morning: Morning) -> None:
    open_letter(morning)
    for theme, size in (("dark", 100), ("light", 150), ("light", 100)):
        morning.window.relook(theme, size)
        morning.settle(lambda: _fits(morning))


def _fits(morning: Morning) -> bool:
    letter = morning.window.screen_shown
    if not isinstance(letter, LetterView) or letter._page is None:
        return False
    room = letter.preview.width()
    return room - 12 <= letter.preview.page_width <= room


def test_a_letter_can_be_read_in_its_other_language(morning: Morning) -> None:
    letter = open_letter(morning)
    letter._speak("fr")
    morning.sees("Ministère des affaires étrangères")
    assert letter._page is not None
    assert letter._page.language == "fr"


def test_a_block_is_changed_in_its_place_kept_and_undone(morning: Morning) -> None:
    letter = open_letter(morning)
    letter._edit("concern")
    editor = letter.findChild(BlockEditor)
    assert editor is not None
    editor.take_up({"text": "The Presence is concerned."})
    editor.save.click()
    morning.sees("The Presence is concerned.", "edited")
    morning.window.do("undo")
    morning.settle(lambda: "The Presence is concerned." not in morning.labels())


def test_what_is_typed_into_a_block_is_there_again(morning: Morning) -> None:
    letter = open_letter(morning)
    letter._edit("concern")
    editor = letter.findChild(BlockEditor)
    assert editor is not None
    editor.take_up({"text": "Half a sentence"})
    morning.window.go("cases")
    again = open_letter(morning)
    again._edit("concern")
    morning.settle(lambda: any(one.text == "Half a sentence" for one in again.findChildren(BlockEditor)))


def test_a_letter_is_started_from_its_case_and_opens(morning: Morning) -> None:
    morning.unlock()
    morning.open_case()
    morning.page.head.write.click()
    start = _begin(morning)
    assert start.kinds["note_verbale"].isChecked()
    start.primary()
    morning.settle(lambda: isinstance(morning.window.screen_shown, LetterView))
    assert morning.window.screen_shown.letter_id != morning.letter  # type: ignore[attr-defined]  # LetterView


def test_days_for_the_reply_and_further_cases_are_said_at_the_beginning(morning: Morning) -> None:
    morning.unlock()
    morning.open_case()
    morning.page.head.write.click()
    start = _begin(morning)
    start.days.editor.setText("soon")  # type: ignore[union-attr]  # a line
    start.primary()
    assert start.days.problem == "Write a number of days, such as 30."
    start.days.editor.setText("12")  # type: ignore[union-attr]  # a line
    start.also.editor.setText("XKAL-03-2026-09999")  # type: ignore[union-attr]  # a line
    start.primary()
    morning.sees("XKAL-03-2026-09999")
    start.also.editor.setText("")  # type: ignore[union-attr]  # a line
    start.primary()
    morning.settle(lambda: isinstance(morning.window.screen_shown, LetterView))
    morning.settle(lambda: morning.window.screen_shown._page is not None)  # type: ignore[attr-defined]  # LetterView
    assert morning.window.screen_shown._page.letter.reply_due_days == 12  # type: ignore[attr-defined]  # LetterView


def test_a_kind_that_cannot_be_begun_yet_says_why_and_drafts_nothing(morning: Morning) -> None:
    morning.unlock()
    morning.open_case()
    morning.page.head.write.click()
    start = _begin(morning)
    start.choose("thanks_reply")
    morning.sees("It answers a reply of the State, and none is registered in this case yet.")
    assert not start.go.isEnabled()
    start.primary()
    morning.settle()
    assert morning.window.screen_shown is start
    start.choose("info_request_op8")
    assert start.go.isEnabled()
    start.primary()
    morning.settle(lambda: isinstance(morning.window.screen_shown, LetterView))
    morning.sees("Request for information on measures taken (OP8)")


def _begin(morning: Morning) -> StartLetter:
    start = morning.window.screen_shown
    assert isinstance(start, StartLetter)
    morning.settle(lambda: bool(start.kinds))
    return start


def test_a_letter_that_the_rules_refuse_says_why_and_stays(morning: Morning) -> None:
    letter = open_letter(morning)
    letter._take("approve")
    morning.settle()
    assert letter._page is not None
    assert letter._page.status == "draft"
    assert not morning.window.toast.isVisible(), "a refusal stands where it concerns, not in a notice"
    said = [banner.accessibleName() for banner in letter.findChildren(Banner)]
    assert [line for line in said if "no step" in line or "role" in line], said


def test_a_remedy_opens_the_sheet_for_the_person_it_speaks_of_and_clears_it(morning: Morning) -> None:
    morning.unlock()
    page = morning.open_case()
    assert page._page is not None
    blocked = [line.sentence for line in page._page.panel if line.action == "record_consent"]
    assert blocked
    page.panel.remedies[0].click()
    sheet = page._sheet
    assert sheet is not None
    assert sheet.kind.name == "consent"
    said = {
        "scope": "state_letter",
        "level": "NAMED",
        "method": "in_person_oral",
        "explained_in_lang": "en",
        "risks_explained": True,
    }
    for name, value in said.items():
        sheet.form._edited[f"answer.{name}"].put(value)
    assert sheet.form._edited["answer.party"].value == page._page.parties[0].id
    sheet.offer()
    morning.settle(lambda: page._sheet is None)
    answers = page._page.records["consent"]
    assert "state_letter" in [one.answer.scope for one in answers]  # type: ignore[attr-defined]  # Consent
    left = [line.sentence for line in page._page.panel if line.action == "record_consent"]
    assert not set(blocked) & set(left)
    page._ask_about(page._page.parties[0].id, "sg_report")
    assert page._sheet is not None
    assert page._sheet.form._edited["answer.level"].value == "CODED"


def test_the_risk_of_acting_is_assessed_for_the_person_it_concerns(morning: Morning) -> None:
    morning.unlock()
    page = morning.open_case()
    assert page._page is not None
    line = next(line for line in page._page.panel if line.rule == "3.10" and line.state.value == "blocked")
    page.panel.asked.emit(Remedy("assess_acting", line.party_code))
    sheet = page._sheet
    assert sheet is not None
    sheet.form._edited["acting.level"].put("medium")
    sheet.form._edited["acting.reason/en"].put("Letters were answered calmly before.")
    sheet.offer()
    morning.settle(lambda: page._sheet is None and page._page is not None)
    assert line.sentence not in [one.sentence for one in page._page.panel]


def test_an_allegation_is_written_and_changed(morning: Morning) -> None:
    morning.unlock()
    page = morning.open_case()
    assert page._page is not None
    act, victim = page._page.records["act"][2], page._page.parties[0]
    page._edit("allegation", None)
    sheet = page._sheet
    assert sheet is not None
    sheet.form._edited["text/en"].put("It is alleged that {" + victim.code + "} lost her devices.")
    sheet.form._edited["acts"].put((act.id,))
    sheet.form._edited["persons"].put((victim.id,))
    sheet.offer()
    morning.settle(lambda: page._sheet is None)
    written = page._page.records["allegation"][-1]
    assert (written.alleg_no, written.acts) == (2, (act.id,))  # type: ignore[attr-defined]  # Allegation
    page._open_of_kind("allegation", written)
    again = page._sheet
    assert again is not None
    again.form._edited["text/en"].put("It is alleged that devices were taken.")
    again.offer()
    morning.settle(lambda: page._sheet is None)
    changed = page._page.records["allegation"][-1]
    assert changed.id == written.id
    assert changed.text["en"].text == "It is alleged that devices were taken."  # type: ignore[attr-defined]  # as above


def test_a_consent_without_an_explanation_of_risks_is_refused_above_the_sheet(morning: Morning) -> None:
    morning.unlock()
    page = morning.open_case()
    page.panel.remedies[0].click()
    sheet = page._sheet
    assert sheet is not None
    for name, value in {"scope": "state_letter", "level": "NAMED", "method": "in_person_oral"}.items():
        sheet.form._edited[f"answer.{name}"].put(value)
    sheet.offer()
    morning.sees("The rules do not allow this yet")
    assert page._sheet is sheet


def test_an_element_and_a_risk_are_assessed_on_their_sheets(morning: Morning) -> None:
    morning.unlock()
    page = morning.open_case()
    assert page._page is not None
    page._open_of_kind("assessment", page._page.records["assessment"][0])
    assert page._sheet is not None
    page._sheet.form._edited["finding.level"].put("credible")
    page._sheet.offer()
    morning.settle(lambda: page._sheet is None)
    levels = [one.finding.level for one in page._page.records["assessment"]]  # type: ignore[attr-defined]  # Assessment
    assert levels.count("credible") == 5
    page._open_of_kind("risk_assessment", page._page.records["risk_assessment"][0])
    assert page._sheet is not None
    page._sheet.form._edited["assessment.level"].put("imminent")
    page._sheet.form._edited["assessment.review_due"].put("")
    page._sheet.offer()
    morning.settle(lambda: page._sheet is None and page._page is not None and page._page.row.risk == "imminent")


def test_what_is_typed_is_checked_before_it_is_saved(morning: Morning) -> None:
    letter = open_letter(morning)
    letter._edit("concern")
    editor = letter.findChild(BlockEditor)
    assert editor is not None
    morning.sees("The check finds nothing in this text.")
    editor.take_up({"text": "Ilena Dovrak was brutally detained."})
    morning.settle(lambda: bool(editor.told))
    assert letter._page is not None
    assert not [one for one in letter._page.blocks if "brutally" in one.source], "nothing is saved yet"
