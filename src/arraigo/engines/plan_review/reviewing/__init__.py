"""Tagged passages and a catalogue of criteria → evidence, how far the chain goes for each, and what is missing."""
