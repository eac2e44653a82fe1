/* Loads the page again when the preview has something else to show. One connection per visible
   tab: a browser opens six to one address, and tabs that nobody sees would use them up. */
"use strict";

(() => {
  const bar = document.querySelector(".wijk-preview");
  if (!bar) return;
  const status = bar.querySelector(".wijk-preview-status");
  const address = `/_wijk/events?reader=${encodeURIComponent(bar.dataset.reader)}`;
  let source = null;

  const say = (words) => {
    if (status.textContent !== words) status.textContent = words;
  };
  const close = () => {
    if (source) source.close();
    source = null;
  };
  const listen = () => {
    if (source || document.hidden) return;
    source = new EventSource(address);
    source.onmessage = (message) => {
      const stand = JSON.parse(message.data);
      if (stand.version !== bar.dataset.version) {
        close();
        location.reload();
        return;
      }
      say(stand.words);
    };
    source.onerror = () => say(bar.dataset.gone);
  };

  document.addEventListener("visibilitychange", () => (document.hidden ? close() : listen()));
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", listen);
  listen();
})();
