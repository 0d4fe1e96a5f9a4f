"""The registers of people and agencies."""
