"""What tables of industrial policy say: subsidies, adoptions, and who is in charge of which products."""
