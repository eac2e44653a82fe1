"""What a reader gets: the site."""
