"""Templates print facts and walk through lists; whatever else they try is refused before it runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fieldcase.documents.markup import Fact, Signs
from fieldcase.documents.templates import BlockTemplate, TemplateRefused, fill, read_template

ROOT = Path(__file__).parents[3]
FACTS = {
    "office": {"name": Fact("the {Office}", "office.name")},
    "list": (1, 2, 3),
    "text": Signs("{P-7K3D9X} came"),
    "word": "note" * 30,
    "parts": {str(number): number for number in range(30)},
}


def filled(text: str) -> str:
    return fill(BlockTemplate(block="opening", text=text), FACTS)


def test_a_fact_is_printed_as_a_linked_value_and_its_braces_mean_nothing() -> None:
    assert filled("{{ office.name }}") == r"{=office.name|the \{Office\}}"


def test_a_text_with_signs_is_printed_as_it_is_on_one_line() -> None:
    assert fill(BlockTemplate(block="b", text="{{ t }}"), {"t": Signs("a\n\n## closing\n1. b")}) == "a ## closing 1. b"


def test_lists_and_conditions_work() -> None:
    text = "{% for n in list %}{{ n }}{% if not loop.last %}, {% endif %}{% endfor %}"
    assert filled(text) == "1, 2, 3"


@pytest.mark.security
@pytest.mark.parametrize(
    "attack",
    [
        "{{ office.__class__ }}",
        "{{ office['__class__'] }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ office.name.ref }}",
        "{{ office.name.upper() }}",
        "{{ list|length }}",
        "{{ list[0] }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ 'a' * 1000000000 }}",
        "{{ office.name ~ office.name }}",
        "{% set a = 1 %}{{ a }}",
        "{% include 'other' %}",
        "{% import 'other' as o %}",
        "{% macro m() %}{% endmacro %}",
        "{% extends 'other' %}",
        "{{ range(10) }}",
        "{{ lipsum() }}",
        "{{ self }}",
        "{{ loop }}",
        "{{ office }}",
        "{{ list }}",
        "{{ nobody }}",
        "{{ office.nobody }}",
        "{% if list is iterable %}{% endif %}",
        "{% for n in list recursive %}{{ loop(n) }}{% endfor %}",
        "{% for n in office.name %}{{ n }}{% endfor %}{% for n in 5 %}{% endfor %}",
        "{{ ",
        "{% for n in list %}" * 9 + "x" + "{% endfor %}" * 9,
        "{% for n in 'note' %}{% endfor %}",
        "{% for n in list or 'note' %}{% endfor %}",
        "{% for n in word %}{% endfor %}",
        "{% for n in parts %}{% endfor %}",
        "{{ 1e400 }}",
        "{% if 1 in self %}{% endif %}",
    ],
)
def test_what_a_template_may_not_do_is_refused_in_a_sentence(attack: str) -> None:
    with pytest.raises(TemplateRefused) as refused:
        filled(attack)
    assert "opening" in refused.value.sentence
    assert refused.value.way_out


def test_a_template_needs_blocks_and_each_once() -> None:
    with pytest.raises(TemplateRefused):
        read_template("text without a block")
    with pytest.raises(TemplateRefused):
        read_template("## opening\na\n## opening\nb")
    with pytest.raises(TemplateRefused):
        read_template("#: only a comment\n")


def test_comments_are_left_out() -> None:
    assert [block.block for block in read_template("#: note\n## opening\n#: note\ntext\n## closing\n")] == [
        "opening",
        "closing",
    ]
    assert read_template("## opening\n#: note\ntext\n")[0].text == "text\n"


def test_every_fact_that_shipped_templates_print_is_described() -> None:
    described = (ROOT / "docs" / "templates.md").read_text("utf-8")
    templates = sorted((ROOT / "resources" / "templates").glob("*.txt"))
    assert len(templates) >= 6
    for template in templates:
        text = template.read_text("utf-8")
        loops = dict(re.findall(r"{% for (\w+) in ([\w.]+) %}", text))
        printed = set(re.findall(r"{{ ([\w.]+) }}", text)) - set(loops)
        for fact in printed | set(loops.values()):
            for word in fact.split("."):
                assert word in loops or f"`{word}`" in described, f"{template.name}: {fact}"
