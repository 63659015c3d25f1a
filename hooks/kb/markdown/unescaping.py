"""What was escaped, as it is: few texts of a page have any of it."""

from xml.etree.ElementTree import Element

from markdown.treeprocessors import UnescapeTreeprocessor
from markdown.util import STX


class Unescaping(UnescapeTreeprocessor):
    """Does what Python-Markdown's does, which searches every text and writes every attribute anew."""

    def run(self, root: Element) -> None:
        """Change the page's tree `root` in place."""
        for each in root.iter():
            if each.text and STX in each.text and each.tag != "code":
                each.text = self.unescape(each.text)
            if each.tail and STX in each.tail:
                each.tail = self.unescape(each.tail)
            for name, value in each.items():
                if value and STX in value:
                    each.set(name, self.unescape(value))
