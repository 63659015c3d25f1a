"""How long the graph page takes to build, to open and to pan: `python -m tests.benchmarks.bench_graph`."""

import random
import tempfile
from collections.abc import Mapping
from pathlib import Path
from time import perf_counter

from markdown import Markdown

from kb.articles import read_article
from kb.bibliography import parse_bibliography
from kb.generated import GENERATED_PAGES
from kb.knowledge import Knowledge, build_knowledge
from kb.text import Source
from kb.vocabulary import GRADES, Level
from tests.graphs import sample_graph

ROOT = Path(__file__).parents[2]
EDGES = 10_000 / 3_000  # relations a node
PANS = 120
OPTIONS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
PAGE = """\
<!doctype html><html lang="en"><meta charset="utf-8"><title>Graph</title>
<link rel="stylesheet" href="{assets}/tokens.css"><link rel="stylesheet" href="{assets}/text.css">
<link rel="stylesheet" href="{assets}/graph.css">
<script src="{assets}/graph.js" defer></script>
<body data-md-color-scheme="default"><main class="md-typeset md-content__inner">{content}</main>
"""
# Drags the map about as a hand would, a step a frame, and returns how long each frame took.
PAN = """async (times) => {
  const frame = document.querySelector(".kb-map__frame");
  frame.scrollIntoView();
  const { left, top } = frame.getBoundingClientRect();
  const fire = (type, x, y) => frame.dispatchEvent(new PointerEvent(type,
    { clientX: left + x, clientY: top + y, pointerId: 1, button: type === "pointermove" ? -1 : 0, bubbles: true }));
  frame.setPointerCapture = () => {};
  const next = () => new Promise(requestAnimationFrame);
  fire("pointerdown", 300, 200);
  await next();
  const taken = [];
  let last = await next();
  for (let index = 0; index < times; index += 1) {
    fire("pointermove", 300 + 150 * Math.sin(index / 12), 200 + 100 * Math.cos(index / 12));
    const now = await next();
    taken.push(now - last);
    last = now;
  }
  fire("pointerup", 300, 200);
  return taken;
}"""
HOVER = """async () => {
  const next = () => new Promise(requestAnimationFrame);
  const taken = [];
  let last = await next();
  for (const dot of [...document.querySelectorAll(".kb-map__picture .kb-dot")].slice(0, 60)) {
    dot.dispatchEvent(new PointerEvent("pointerover", { bubbles: true, pointerType: "mouse" }));
    const now = await next();
    taken.push(now - last);
    last = now;
  }
  return taken;
}"""


def atlas(size: int) -> Knowledge:
    """Return an atlas of `size` pages, with about EDGES relations and a third as many works a page."""
    draw = random.Random(size)
    graph = sample_graph(size)
    ids = list(graph.nodes)
    works = [f"author{number}" for number in range(max(size // 3, 1))]
    relations: dict[tuple[str, str, str], None] = {
        (each.source, each.type.name, each.target): None for each in graph.relations
    }
    while len(relations) < EDGES * size:
        source, target = draw.sample(ids, 2)
        relations[source, "amplifies", target] = None
    texts: dict[str, list[str]] = {node: [] for node in ids}
    for source, type_, target in relations:
        texts[source].append(
            f"  - type: {type_}\n    to: {target}\n    grade: {draw.choice(GRADES)}\n"
            f"    why: It was seen in more than one sample that the one comes with the other and before it.\n"
            f"    cites: [{', '.join(draw.sample(works, min(2, len(works))))}]\n"
        )
    articles = []
    for node, page in graph.nodes.items():
        written = f"relations:\n{''.join(texts[node])}" if texts[node] else ""
        text = (
            f"---\ntitle: {page.title}\nkind: {page.kind}\nlevel: {draw.choice(tuple(Level))}\n"
            f"summary: It is.\nstatus: draft\n{written}---\n\nText.\n"
        )
        articles.append(read_article(Source(f"docs/{page.uri}", text), page.uri))
    articles += [read_article(Source(uri, text), uri) for uri, text in GENERATED_PAGES.items()]
    entries = "".join(
        f"@article{{{key}, author = {{Author{key[6:]}, A. and Cy, C.}}, title = {{Finding {key[6:]}}},"
        f" journal = {{Journal of Findings}}, volume = {{1}}, year = {{{1950 + index % 70}}}}}\n"
        for index, key in enumerate(works)
    )
    return build_knowledge(articles, parse_bibliography(Source("bibliography.bib", entries)))


def build(knowledge: Knowledge) -> tuple[str, Mapping[str, float]]:
    """Return the content of the graph page, and the seconds that each stage took."""
    start = perf_counter()
    _ = knowledge.graph
    ready = perf_counter()
    _ = knowledge.layout
    laid = perf_counter()
    host = Markdown(extensions=["kb.markdown"], extension_configs={"kb.markdown": {"knowledge": knowledge}})
    content = host.convert(GENERATED_PAGES["graph.md"].rpartition("---\n")[2])
    end = perf_counter()
    return content, {"graph": ready - start, "layout": laid - ready, "page": end - laid}


def watch(path: Path) -> str:
    """Return how the page at `path` does in Chromium."""
    from playwright.sync_api import sync_playwright

    from tests.browser.chromium import find_chromium, sources

    with sync_playwright() as playwright:
        found = find_chromium(sources(playwright.chromium.executable_path))
        chromium = playwright.chromium.launch(executable_path=found, args=list(OPTIONS))
        page = chromium.new_page(viewport={"width": 1280, "height": 800})
        start = perf_counter()
        page.goto(path.as_uri(), wait_until="load")
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        opened = perf_counter() - start
        painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime / 1000")
        page.get_by_label("Zoom in").click()
        page.wait_for_timeout(1000)
        pan, hover = page.evaluate(PAN, PANS), page.evaluate(HOVER)
        chromium.close()
    return (
        f"opens in {opened:.2f} s, first paint {painted:.2f} s; pans at {rate(pan)}; follows a pointer at {rate(hover)}"
    )


def rate(frames: list[float]) -> str:
    """Return the frames a second, on average and of the slowest twentieth."""
    slow = sorted(frames)[int(len(frames) * 0.95)]
    return f"{1000 * len(frames) / sum(frames):.0f} frames a second (slow ones {1000 / slow:.0f})"


def main() -> None:
    """Print the seconds of each stage and what a browser makes of it."""
    for size in (24, 300, 3000):
        knowledge = atlas(size)
        content, taken = build(knowledge)
        stages = ", ".join(f"{stage} {seconds:.2f} s" for stage, seconds in taken.items())
        print(f"{size:5} nodes, {len(knowledge.graph.relations):6} relations: {stages}, {len(content) / 1e6:.1f} MB")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "graph.html")
            assets = (ROOT / "docs/assets").as_uri()
            path.write_text(PAGE.format(assets=assets, content=content), encoding="utf-8")
            print("     ", watch(path), flush=True)


if __name__ == "__main__":
    main()
