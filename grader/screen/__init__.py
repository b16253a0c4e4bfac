"""The screen around the coding question: what is asked, what interviewers wrote, and what follows from it."""
