"""The desk: the web pages where partners work the requests of young people. It needs no JavaScript."""
