"""What the command `kb` can do: one module a command."""
