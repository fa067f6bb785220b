"""One file for each real-world format, and the readers that they share."""
