"""The handbook: page bodies of the site, put together for paper."""
