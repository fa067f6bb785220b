"""What leaves the kit for another reader: the report and the tables beside it."""
