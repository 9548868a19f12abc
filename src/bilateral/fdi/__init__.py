"""Direct investment by destination and industry."""
