"""What grading costs, measured beside plain nbclient in the same run."""
