"""The day as a script of steps: what somebody presses, what they then see, and what then stands in the vaults.

Read from top to bottom it is the main job. Every step is pressed by whichever hand is given.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.day import casework, founding, replying, writing
from tests.day.day import Day

Step = Callable[[Day], None]
STEPS: tuple[Step, ...] = (
    founding.found_the_office,
    founding.a_colleague_joins,
    founding.import_the_register,
    founding.the_office_in_letters,
    casework.the_case_is_opened,
    casework.what_happened_is_said_in_codes,
    casework.her_risk_is_assessed,
    casework.what_was_told_and_her_consent,
    casework.the_elements_are_assessed,
    writing.a_letter_is_drafted,
    writing.the_rules_refuse_it_and_the_remedy_is_pressed,
    writing.a_package_goes_to_the_second_reader,
    writing.ines_reads_the_case_again,
    writing.ines_approves_and_signs,
    writing.the_pdf_is_saved,
    writing.the_package_comes_back_with_its_receipt,
    replying.the_note_leaves,
    replying.a_reply_is_registered_with_its_scan,
    replying.the_matrix_says_what_it_answers,
    replying.the_reply_is_overdue_and_a_reminder_is_written,
)
