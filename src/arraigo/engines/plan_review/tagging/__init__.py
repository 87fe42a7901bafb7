"""Tag passages with the concepts of the thesaurus, the part of the plan and whether the plan commits itself."""
