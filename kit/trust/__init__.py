"""What a product's stars are worth, what was taken down, and what can be learned from it."""
