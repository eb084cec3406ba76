"""Texts by Twilio."""
