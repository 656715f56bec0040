"""The one door for every uploaded file: judged by its bytes, and read in a process with limits."""
