"""Acts that a command and a page share. Here the packages below meet."""
