"""Review a plan against a catalogue of criteria: evidence, and a level by how far the chain of the plan goes."""
