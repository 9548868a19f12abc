"""One document read and checked, in a process with limits of its own."""
