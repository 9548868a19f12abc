"""What scripts share: files and tables on the disk, the database, fonts, the network, and `run`."""
