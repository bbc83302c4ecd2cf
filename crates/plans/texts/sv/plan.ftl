# Stadsdelsplaner.
