"""What is stored: repositories over two databases. Whatever is loaded of it, tortoise is loaded in its way first."""

from storage.quick_tortoise import load_tortoise

load_tortoise()
