"""The directory as HSDS 3.1 says it: its tables and fields, and how rows leave as packages, API answers and sheets."""
