"""A stand-in for WeCom's smart bots (企业微信智能机器人) on loopback: its websocket protocol, its rules, its faults.

From https://developer.work.weixin.qq.com/document/path/101463, /100719, /101027, /101032 and the SDK's source.
"""
