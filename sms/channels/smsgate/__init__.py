"""Texts by SMS Gate: an Android phone with a SIM that takes texts over HTTP. Source: https://docs.sms-gate.app/."""
