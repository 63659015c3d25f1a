"""What the head of a page tells search engines: the page in the words of schema.org, as JSON-LD.

Only what the page itself is and says: the works behind its claims are in `graph.jsonld` and beside the page.
"""

from collections.abc import Iterator
from typing import Any, Final

from kb import glossary
from kb.articles import Article
from kb.claims import Claim
from kb.export.addresses import page_address
from kb.export.brief import brief
from kb.export.citing import AUTHOR, LANGUAGE, public_address
from kb.export.formats import json_line
from kb.export.questions import questions_ld
from kb.knowledge import Knowledge
from kb.pages import Page
from kb.prose.headings import plain_text
from kb.style.links import doi

_LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
_HOME: Final = "index.md"
# Every reader of a page loads this: so many claims, and of each so many works for and against it.
_CLAIMS: Final = 20
_WORKS: Final = 1
_Node = dict[str, Any]


def page_ld(knowledge: Knowledge, page: Page, site_url: str, name: str, picture: str = "") -> str:
    """Return the JSON-LD of `page` on the site called `name`, which may stand in a script element."""
    article = knowledge.articles[page.uri]
    return json_line(
        {"@context": "https://schema.org", "@graph": list(_nodes(knowledge, article, site_url, name, picture))}
    )


def _nodes(knowledge: Knowledge, article: Article, site_url: str, name: str, picture: str) -> Iterator[_Node]:
    page = article.page
    address, root = public_address(page, site_url), f"{site_url.rstrip('/')}/"
    site = {"@id": f"{root}#site"}
    if page.uri == _HOME:
        yield {
            **site,
            "@type": "WebSite",
            "name": name,
            "url": root,
            "inLanguage": LANGUAGE,
            "license": _LICENCE,
            "publisher": _publisher(root),
            "potentialAction": {
                "@type": "SearchAction",
                "target": f"{root}{page_address('find/index.md')}?q={{query}}",
                "query-input": "required name=query",
            },
        }
        return
    found: _Node = {
        "@id": address,
        "@type": "Article" if page.kind else "WebPage",
        "url": address,
        "headline" if page.kind else "name": page.title,
        "description": brief(page),
        "inLanguage": LANGUAGE,
        "isPartOf": site,
        "license": _LICENCE,
        "image": picture,
        "dateModified": page.reviewed.isoformat() if page.reviewed else "",
    }
    if page.kind:
        found |= {"author": _publisher(root), "creativeWorkStatus": page.status}
        found |= {"about": {"@id": f"{address}#term"}}
        found |= {"hasPart": [_claim(knowledge, claim) for claim in article.claims[:_CLAIMS] if claim.id]}
    yield {key: value for key, value in found.items() if value}
    if page.kind:
        yield {
            "@id": f"{address}#term",
            "@type": "DefinedTerm",
            "name": page.title,
            **({"alternateName": list(page.aliases)} if page.aliases else {}),
            "description": page.summary,
            "inDefinedTermSet": f"{root}assets/graph.jsonld#terms",
        }
    if page.uri == glossary.URI:
        yield _glossary(knowledge, address)
    yield from questions_ld(article, address)
    yield _breadcrumbs(knowledge, page, site_url)


def _publisher(root: str) -> _Node:
    return {"@type": "Organization", "name": AUTHOR, "url": root}


def _claim(knowledge: Knowledge, claim: Claim) -> _Node:
    known = knowledge.bibliography
    items = (*claim.supports[:_WORKS], *claim.disputes[:_WORKS])
    dois = (doi(known[item.key]) for item in items if item.key in known)
    cited = [f"https://doi.org/{each}" for each in dois if each]
    return {
        "@type": "Claim",
        "@id": f"#{claim.id}",  # as seen from the page
        "text": plain_text(claim.title),
        **({"citation": cited} if cited else {}),
    }


def _glossary(knowledge: Knowledge, address: str) -> _Node:
    terms = knowledge.glossary.terms
    return {
        "@id": f"{address}#terms",
        "@type": "DefinedTermSet",
        "name": knowledge.articles[glossary.URI].page.title,
        "hasDefinedTerm": [
            {"@type": "DefinedTerm", "name": term.title, "url": f"{address}#{term.anchor}"} for term in terms
        ],
    }


def _breadcrumbs(knowledge: Knowledge, page: Page, site_url: str) -> _Node:
    """Return the way from the home page: over the first page of the page's folder, if it has one."""
    folder = page.uri.rpartition("/")[0]
    above = [_HOME, *([f"{folder}/index.md"] if folder else [])]
    way = [knowledge.articles[uri].page for uri in above if uri in knowledge.articles and uri != page.uri]
    items = [
        {"@type": "ListItem", "position": place, "name": each.title, "item": public_address(each, site_url)}
        for place, each in enumerate((*way, page), 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}
