"""Goods for points: stock, orders by text, redemptions."""
