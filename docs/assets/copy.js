/* `<button class="kb-copy" data-copy-from="ID">` copies the text of the element with that id, and says so;
   `<a class="kb-share">` leads where it leads, and its address is copied. */
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

  /* What a click on `pressed` copies, or nothing. */
  function textOf(pressed) {
    return pressed.matches("a") ? pressed.href : document.getElementById(pressed.dataset.copyFrom)?.textContent.trim();
  }

  document.addEventListener("click", async (event) => {
    const pressed = event.target instanceof Element ? event.target.closest("button.kb-copy, a.kb-share") : null;
    const text = pressed && textOf(pressed);
    if (!text) return;
    said.textContent = ""; // the same words again are news only after a change
    try {
      await copy(text);
      said.textContent = "Copied";
      pressed.dataset.copied = "";
      setTimeout(() => delete pressed.dataset.copied, SHOWN);
    } catch {
      said.textContent = "Could not copy";
    }
  });
})();
