"""The smart bot of WeCom (企业微信智能机器人) over its websocket; see docs/wecom.md and docs/decisions/0030."""
