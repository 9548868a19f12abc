"""Cooperation in numbers: events over time, who meets whom, targets, partnerships, fields."""
