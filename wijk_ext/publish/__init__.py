"""Put a verified build where visitors see it, in one step, and say who may see what there."""
