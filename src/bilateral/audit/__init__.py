"""What is printed held against what can be true."""
