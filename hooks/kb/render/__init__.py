"""How knowledge looks: the only modules that write HTML, as trees that are escaped once, when they are serialised."""
