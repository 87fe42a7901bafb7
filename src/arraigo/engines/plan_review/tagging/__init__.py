"""Passages → concepts of the thesaurus, part of the plan, commitment, and the elements of the plan's chain."""
