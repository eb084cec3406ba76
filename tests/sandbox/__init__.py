"""The real client is loaded here as the product loads it, before any of these tests imports it."""

from bot.channels.telegram.built_when_used import load_aiogram

load_aiogram()
