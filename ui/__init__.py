"""What people see and touch. Qt lives only here, and so does the command line."""
