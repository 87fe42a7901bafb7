"""Routes of attention and protection, the public guide, and what people look for in it."""
