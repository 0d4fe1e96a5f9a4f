"""What tests of papers stand on."""
