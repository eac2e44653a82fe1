"""From outside to the model: ``wijk.toml``, Markdown pages and what they hold."""
