"""Trade structure: each measure once, with its source, scale and treatment of HS chapter 00."""
