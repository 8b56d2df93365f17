### What models declare is English where it is declared; the other languages translate it here.
