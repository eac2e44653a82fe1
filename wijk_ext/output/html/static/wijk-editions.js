/* A menu of editions, and a word about a newer one. Reads edities.js, which stands beside the
   editions. Without this script there is a link to the list of editions. */
"use strict";

(() => {
  const known = window.wijkEditions;
  const own = document.querySelector(".wijk-editions");
  const source = document.querySelector('script[src$="edities.js"]');
  if (!known || !own || !source) return;
  const { edition: ownName, page } = own.dataset;
  const place = known.editions.findIndex((one) => one.name === ownName);
  const pageNumber = known.pages.indexOf(page);

  /* the same page, where the edition has it */
  const addressOf = (edition) => {
    const has = pageNumber >= 0 && !edition.lacks.includes(pageNumber);
    const path = (has ? page : "index").split("/").map(encodeURIComponent).join("/");
    return new URL(`${edition.folder}/${path}.html`, source.src).href;
  };

  const make = (tag, className, ...content) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...content);
    return made;
  };

  const entry = (edition, texts) => {
    const name = make("span", "wijk-editions-name", edition.words);
    const about = make("span", "wijk-editions-about", `${edition.status}, ${edition.date}`);
    const link = make("a", "", name, " ", about);
    link.href = addressOf(edition);
    if (edition.name === ownName) {
      link.setAttribute("aria-current", "true");
      name.append(make("span", "wijk-visually-hidden", `, ${texts.current}`));
    }
    return make("li", "", link);
  };

  const addMenu = (around, number) => {
    const link = around.querySelector("a");
    const button = make("button", "wijk-editions-button", ...link.childNodes);
    button.type = "button";
    const list = make("ul", "wijk-editions-list");
    list.id = `wijk-editions-${number}`;
    list.hidden = true;
    list.append(...known.editions.map((edition) => entry(edition, around.dataset)));
    const all = make("a", "", around.dataset.list);
    all.href = link.href;
    list.append(make("li", "", all));
    const show = (open) => {
      list.hidden = !open;
      button.setAttribute("aria-expanded", String(open));
    };
    const close = () => {
      show(false);
      button.focus();
    };
    button.setAttribute("aria-controls", list.id);
    show(false);
    button.addEventListener("click", () => show(list.hidden));
    around.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !list.hidden) {
        event.stopPropagation();
        event.preventDefault();
        close();
      }
      const links = [...list.querySelectorAll("a")];
      const here = links.indexOf(document.activeElement);
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const target = { Home: 0, End: links.length - 1 }[event.key] ?? here + step;
      if (Number.isNaN(target) || (here < 0 && event.key !== "ArrowDown")) return;
      event.preventDefault();
      show(true);
      if (target < 0) button.focus();
      else links[Math.min(target, links.length - 1)].focus();
    });
    around.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !around.contains(event.relatedTarget)) show(false);
    });
    document.addEventListener("click", (event) => {
      if (!around.contains(event.target)) show(false);
    });
    link.replaceWith(button, list);
  };

  const addToBanner = (banner) => {
    const number = known.editions.findIndex((one) => one.name === known.latest);
    if (number < 0 || number === place || place < 0) return;
    const latest = known.editions[number];
    const text = number < place ? banner.dataset.newer : banner.dataset.latest;
    const [before, after] = text.split("{edition}");
    const link = make("a", "", `${latest.name} (${latest.date})`);
    link.href = addressOf(latest);
    banner.append(" ", before, link, after);
    banner.hidden = false;
  };

  if (known.editions.length > 1) document.querySelectorAll(".wijk-editions").forEach(addMenu);
  document.querySelectorAll(".wijk-edition-banner").forEach(addToBanner);
})();
