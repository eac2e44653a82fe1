/* What the Dutch catalogue of Sphinx lacks in its search. */
"use strict";

Object.assign(Documentation.TRANSLATIONS, {
  "Search finished, found one page matching the search query.": [
    "Klaar met zoeken: één pagina gevonden.",
    "Klaar met zoeken: ${resultCount} pagina's gevonden.",
  ],
});
/* the catalogue gives true or false here, which is no place in a list */
Documentation.PLURAL_EXPR = (number) => (number === 1 ? 0 : 1);
