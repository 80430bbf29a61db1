"""One repository per area of the store: domain objects in, domain objects out."""
