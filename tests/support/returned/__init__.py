"""What people do to returned workbooks, played through the command line on a real plan."""
