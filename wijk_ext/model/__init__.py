"""What a wijkdocument is: frozen dataclasses that know only the standard library."""
