"""A plan of ten reports and two years, made through the services: for figures, pictures and lists."""
