"""A published study of two economies, rebuilt and checked. Pure functions: no file is opened here."""
