"""Machineries' core: from pages and a bibliography to knowledge, diagnostics, HTML and data.

Nothing here imports MkDocs or Material. Imports go down only, in this order of floors:

    __main__, commands                    what one can do from a shell
    checks, render, export, markdown      what is wrong; how it looks; what machines get
    knowledge                             everything the sources say, built once
    claims, diagrams, graph, links, style, citations
    pages, bibliography
    prose, diagnostics, richtext, text
"""
