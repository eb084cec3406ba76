"""The SMS channels as the settings have them, a file each, named as ``JIFEN_SMS_GATEWAY`` names it."""
