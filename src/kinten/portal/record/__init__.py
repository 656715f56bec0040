"""The record: who did what, when and to what, in a chain that nothing can be taken out of unseen."""
