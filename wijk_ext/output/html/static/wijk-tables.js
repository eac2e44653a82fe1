/* Sort and filter tables that carry data-filter. Without this script they are plain tables. */
"use strict";

(() => {
  const collator = new Intl.Collator(document.documentElement.lang || "nl", { numeric: true });

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  /* a date is sorted by its moment, not by its words */
  const valueOf = (cell) => cell?.querySelector("time")?.dateTime ?? cell?.textContent.trim() ?? "";

  const sortBy = (table, heading, column) => {
    const body = table.tBodies[0];
    const down = heading.getAttribute("aria-sort") === "ascending";
    table.querySelectorAll("thead th").forEach((other) => other.removeAttribute("aria-sort"));
    heading.setAttribute("aria-sort", down ? "descending" : "ascending");
    const rows = [...body.rows].map((row) => [valueOf(row.cells[column]), row]);
    rows.sort(([a], [b]) => (a === "") - (b === "") || collator.compare(a, b) * (down ? -1 : 1));
    body.append(...rows.map(([, row]) => row));
  };

  const addSorting = (table) => {
    table.querySelectorAll("thead th").forEach((heading, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "wijk-sort";
      button.textContent = heading.textContent.trim();
      button.title = fill(table.dataset.sort, { column: button.textContent });
      button.addEventListener("click", () => sortBy(table, heading, column));
      heading.replaceChildren(button);
    });
  };

  const addFilter = (table) => {
    const tools = document.createElement("div");
    tools.className = "wijk-table-tools";
    const label = document.createElement("label");
    label.append(table.dataset.filter);
    const input = document.createElement("input");
    input.type = "search";
    label.append(input);
    const count = document.createElement("output");
    count.setAttribute("aria-live", "polite");
    input.addEventListener("input", () => {
      const words = input.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
      const rows = [...table.tBodies[0].rows];
      rows.forEach((row) => {
        const text = row.textContent.toLocaleLowerCase();
        row.hidden = !words.every((word) => text.includes(word));
      });
      const shown = rows.filter((row) => !row.hidden).length;
      count.textContent = words.length ? fill(table.dataset.count, { shown, all: rows.length }) : "";
    });
    tools.append(label, count);
    (table.closest(".pst-scrollable-table-container") ?? table).before(tools);
  };

  document.querySelectorAll("table[data-filter]").forEach((table) => {
    if (table.tBodies[0]?.rows.length > 3) addFilter(table);
    addSorting(table);
  });
})();
