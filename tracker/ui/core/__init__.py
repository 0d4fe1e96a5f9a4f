"""What every place stands on: the hub, background jobs, dialogs, notices and the table of commands."""
