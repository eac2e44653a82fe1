"""The ``wijk`` command."""
