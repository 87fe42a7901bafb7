"""The public guide at `/<city>/guia/`: pages for any phone, with nobody's session and nobody's answers."""
