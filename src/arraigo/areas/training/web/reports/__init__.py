"""An institution's report: pages."""
