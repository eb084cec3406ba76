-- Chats are named with their platform here as everywhere.
UPDATE offers SET chat = 'wecom:' || chat;
