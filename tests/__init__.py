"""The tests of wijk_ext; what they share stands in :mod:`tests.tools`."""
