"""Pages that keep the directory true: what is overdue, what organisations propose, what readers report."""
