"""Handbooks as PDF: a book becomes Typst source, and Typst sets it in the house style."""
