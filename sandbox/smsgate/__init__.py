"""A local stand-in for SMS Gate: an Android phone with a SIM, its HTTP API and its calls. It can be as bad as one.

Source: https://docs.sms-gate.app/ and the app's own code.
"""
