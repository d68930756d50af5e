"""Official data: brought in record by record by `allervers import`, kept beside what operators write by hand."""
