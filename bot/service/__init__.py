"""The only async business: events in, one transaction, messages out."""
