//! What is saved, and the commands that alone may change it.
