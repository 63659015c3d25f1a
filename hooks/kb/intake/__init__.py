"""Taking a work into the bibliography: its record is fetched, written as an entry, and put in its place in the file."""
