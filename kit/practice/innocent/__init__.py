"""Honest behaviour that looks like paid reviews, one file each."""
