"""The live preview: sites that are built while somebody writes, and the bar below them."""
