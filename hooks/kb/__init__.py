"""Machineries' core: from pages and a bibliography to knowledge, diagnostics, HTML and data.

Nothing here imports MkDocs or Material. Imports go down only, in this order of floors:

    __main__, commands                         what one can do from a shell
    markdown, pictures                         the extension: pages as hosts render them; what shared links show
    checks, render, export, loading, ...       what is wrong; how it looks; what machines get; the rim to the disk
    knowledge                                  everything the sources say, built once
    articles                                   what one page says by itself
    claims, diagrams, indices, layout, loops, paths
    graph, glossary, mentions
    citations, links, style
    pages, bibliography
    fields, schema
    prose, diagnostics
    text, richtext, vocabulary

`tests/unit/test_guards.py` has every module's floor and holds it there.
"""
