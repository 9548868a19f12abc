"""A replication package of a study: complete without this project, described as data editors ask."""
