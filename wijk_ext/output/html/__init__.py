"""The web site: theme, house style and what runs in the browser."""
