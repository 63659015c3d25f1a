/* `<button class="kb-copy" data-copy-from="ID">` copies the text of the element with that id, and says so. */
(() => {
  "use strict";

  const SHOWN = 2000; // milliseconds for which the button bears its mark

  const said = document.createElement("div");
  said.className = "kb-said";
  said.setAttribute("role", "status");
  document.body.append(said);
  document.documentElement.dataset.kbCopy = ""; // the style sheet shows the buttons

  /* Where a page is not served over https there is no clipboard, but the old command is still obeyed. */
  function copyByCommand(text) {
    const give = (event) => {
      event.clipboardData.setData("text/plain", text);
      event.preventDefault();
    };
    document.addEventListener("copy", give);
    const done = document.execCommand("copy");
    document.removeEventListener("copy", give);
    if (!done) throw new Error("the browser refused to copy");
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      copyByCommand(text);
    }
  }

  document.addEventListener("click", async (event) => {
    const button = event.target instanceof Element ? event.target.closest("button.kb-copy") : null;
    const source = button && document.getElementById(button.dataset.copyFrom);
    if (!source) return;
    said.textContent = ""; // the same words again are news only after a change
    try {
      await copy(source.textContent.trim());
      said.textContent = "Copied";
      button.dataset.copied = "";
      setTimeout(() => delete button.dataset.copied, SHOWN);
    } catch {
      said.textContent = "Could not copy";
    }
  });
})();
