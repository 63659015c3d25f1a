"""Sentence case and title case (APA 7 §6.17)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.richtext import Run, plain
from kb.style.casing import sentence_case, title_case

LOWERED = {
    "title case": ("The Need to Belong", "The need to belong"),
    "after a colon": ("Social Baseline Theory: The Role of Others", "Social baseline theory: The role of others"),
    "after a question mark": ("Does It Hurt? A Study", "Does it hurt? A study"),
    "after an exclamation mark": ("Stop! And Think Again", "Stop! And think again"),
    "after an em dash": ("Fear—A Review of Studies", "Fear—A review of studies"),
    "after a quotation mark": ("Main Title: “New Things” Here", "Main title: “New things” here"),
    "not after a colon within": ("A 2:Much Ratio", "A 2:much ratio"),
    "hyphens": ("Self-Esteem and Meta-Analysis", "Self-esteem and meta-analysis"),
    "abbreviation": ("The DNA of Fear", "The DNA of fear"),
    "plural of an abbreviation": ("Two MRIs of Fear", "Two MRIs of fear"),
    "inner capital": ("Using fMRI and an iPhone Daily", "Using fMRI and an iPhone daily"),
    "small letter first": ("eLife and Open Science", "eLife and open science"),
    "digit": ("The Role of 5-HT2A and p53 Proteins", "The role of 5-HT2A and p53 proteins"),
    "one capital": ("Vitamin C and Type D Personality", "Vitamin C and type D personality"),
    "capital A": ("Vitamin A and Growth", "Vitamin A and growth"),
    "start case": ("The Origins Of A Theory", "The origins of a theory"),
    "I": ("Who Am I Without You", "Who am I without you"),
    "dotted": ("Trends in U.S. Policy", "Trends in U.S. policy"),
    "Roman numeral": ("Attachment and Loss, Part II", "Attachment and loss, part II"),
    "surname with an inner capital": ("A Comment on McClelland", "A comment on McClelland"),
    "cited surname": (
        "Jealousy Reconsidered: Comment on Harris (2003)",
        "Jealousy reconsidered: Comment on Harris (2003)",
    ),
    "small preposition": ("Responses during Threat", "Responses during threat"),
    "capitals throughout": ("THE NEED TO BELONG", "The need to belong"),
    "new sentence keeps its case": ("Attachment and Loss. Volume 1", "Attachment and loss. Volume 1"),
    "versus": ("Fear vs. Anxiety in Humans", "Fear vs. anxiety in humans"),
    "accents": ("Über Die Grundlagen", "Über die grundlagen"),
}


@pytest.mark.parametrize(("title", "lowered"), LOWERED.values(), ids=LOWERED)
def test_title_case_becomes_sentence_case(title: str, lowered: str) -> None:
    assert plain(sentence_case((Run(title),))) == lowered


KEPT = {
    "names": "The brain of Albert Einstein",
    "scale": "The Self-esteem Stability Scale (SESS) for cross-sectional direct assessment",
    "eponym": "Amygdala volume in Alzheimer’s disease and healthy ageing",
}


@pytest.mark.parametrize("title", KEPT.values(), ids=KEPT)
def test_sentence_case_is_left_alone(title: str) -> None:
    assert plain(sentence_case((Run(title),))) == title


def test_a_title_in_sentence_case_gets_its_capital_after_a_colon() -> None:
    assert plain(sentence_case((Run("threat in humans: a review"),))) == "Threat in humans: A review"


def test_protected_text_keeps_its_case() -> None:
    title = (Run("The Origins of "), Run("Attachment Theory", protected=True), Run(" and "), Run("L", protected=True))
    assert plain(sentence_case((*title, Run("ondon")))) == "The origins of Attachment Theory and London"


def test_appearance_stays_where_it_was() -> None:
    title = (Run("The Bird "), Run("Parus Major", italic=True), Run(" in Winter"))
    assert sentence_case(title) == (Run("The bird "), Run("parus major", italic=True), Run(" in winter"))


@given(st.text())
def test_sentence_case_changes_nothing_but_case(text: str) -> None:
    assert plain(sentence_case((Run(text),))).casefold() == text.casefold()


TITLED = {
    "sentence case": ("The need to belong", "The Need to Belong"),
    "long preposition": ("Life without fear", "Life Without Fear"),
    "hyphen": ("Step-by-step self-esteem", "Step-by-Step Self-Esteem"),
    "after a colon": ("Fear: a review", "Fear: A Review"),
    "inner capital": ("Using fMRI daily", "Using fMRI Daily"),
}


@pytest.mark.parametrize(("title", "raised"), TITLED.values(), ids=TITLED)
def test_titles_in_the_text_have_title_case(title: str, raised: str) -> None:
    assert plain(title_case((Run(title),))) == raised
