"""Paper: posters, forms, passbooks and plates as PDF. Values of the domain in, PDF out; reads and writes nothing."""
