"""Printed numbers, units, dates and codes: what each can stand for, and how two agree."""
